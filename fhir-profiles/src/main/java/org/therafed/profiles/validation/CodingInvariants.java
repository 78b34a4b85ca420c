package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Systems;

/**
 * Codings of one concept that contradict each other. FHIR takes them as names of one thing, and a
 * reader picks one by its position: an alive that stands before a dead would be read as alive.
 */
final class CodingInvariants {
  private CodingInvariants() {}

  /** What was observed, what was found and by which method: one code of each system. */
  static void ofObservation(JsonNode observation, Findings findings) {
    for (String element : new String[] {"code", "valueCodeableConcept", "method"}) {
      onePerSystem("one-code-per-system", observation, element, findings);
    }
  }

  /** What was done or charged: one code of each system. */
  static void ofAct(JsonNode act, Findings findings) {
    onePerSystem("one-act-per-system", act, "code", findings);
  }

  /** What all costs are summed by; a code of the national insurance stands beside it. */
  static void component(JsonNode charge, Findings findings) {
    if (Invariants.code(charge.path("code"), Systems.COST_COMPONENT).isEmpty()) {
      findings.invariant(
          "charge-has-component",
          "ChargeItem",
          "code",
          "has no component of cost, a code of " + Systems.COST_COMPONENT,
          "没有费用组成的代码");
    }
  }

  /** An adverse event is one term. */
  static void ofEvent(JsonNode event, Findings findings) {
    onePerSystem("one-event-per-system", event, "event", findings);
  }

  private static void onePerSystem(
      String rule, JsonNode resource, String element, Findings findings) {
    Set<String> systems = new HashSet<>();
    for (JsonNode coding : resource.path(element).path("coding")) {
      if (coding.has("system") && !systems.add(coding.path("system").asText())) {
        findings.invariant(
            rule,
            resource.path("resourceType").asText(),
            element,
            "has more than one code of a code system",
            "同一代码系统的代码多于一个");
        return;
      }
    }
  }

  /** The codes of a nuclide are of one nuclide: each has a single code in the tables. */
  static void oneNuclide(JsonNode resource, Findings findings) {
    JsonNode nuclide =
        Invariants.extension(resource, ExtensionUrls.RADIONUCLIDE).path("valueCodeableConcept");
    if (codes(nuclide).size() > 1) {
      findings.invariant(
          "one-nuclide",
          resource.path("resourceType").asText(),
          "extension[radionuclide]",
          "names more than one nuclide",
          "核素多于一种");
    }
  }

  static Set<String> codes(JsonNode concept) {
    Set<String> codes = new HashSet<>();
    for (JsonNode coding : concept.path("coding")) {
      if (coding.has("code")) {
        codes.add(coding.path("code").asText());
      }
    }
    return codes;
  }
}
