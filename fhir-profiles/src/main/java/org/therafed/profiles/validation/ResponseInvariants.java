package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** A response is assessed by one criterion, in a category that the criterion knows. */
final class ResponseInvariants {
  private ResponseInvariants() {}

  static void category(JsonNode response, Findings findings) {
    JsonNode value = response.path("valueCodeableConcept");
    if (Invariants.code(value, Systems.RESPONSE).isEmpty()
        && Invariants.code(value, Systems.MODULE_RESPONSE).isEmpty()) {
      findings.invariant(
          "category-needs-our-system",
          "Observation",
          "valueCodeableConcept",
          "has no code of " + Systems.RESPONSE,
          "须有本系统的疗效代码");
    }
  }

  /** Code and method say the same one criterion. */
  static void oneCriterion(JsonNode response, Findings findings) {
    Set<String> all = CodingInvariants.codes(response.path("code"));
    all.addAll(CodingInvariants.codes(response.path("method")));
    if (all.size() != 1) {
      findings.invariant(
          "one-criterion",
          "Observation",
          "method",
          "names another criterion than code",
          "与代码所示的评价标准不同");
    }
  }

  /** A criterion of the registry has its own categories and none that a module brings. */
  static void ofCriterion(JsonNode response, Findings findings) {
    for (JsonNode coding : response.path("code").path("coding")) {
      of(coding, ResponseCriteria.standard())
          .filter(criterion -> strange(response, criterion))
          .ifPresent(criterion -> refuse("category-of-criterion", criterion, findings));
    }
  }

  /** A criterion that is not of the registry is of a module, with its categories alone. */
  static void known(JsonNode response, Findings findings, ModuleCatalog modules) {
    JsonNode codings = response.path("code").path("coding");
    for (int i = 0; i < codings.size(); i++) {
      if (!Systems.MODULE_RESPONSE.equals(codings.path(i).path("system").textValue())) {
        continue;
      }
      Optional<ResponseCriteria.Criterion> criterion = of(codings.path(i), modules.criteria());
      if (criterion.isEmpty()) {
        findings.add(
            IssueCode.CODE,
            "Observation.code.coding[" + i + "].code",
            "code.coding.code",
            Vocabulary.code(codings.path(i).path("code").asText()),
            new Phrase(
                "criterion-known: a criterion of a therapy module that is known",
                "criterion-known：须为已知治疗模块的评价标准"));
      } else if (strange(response, criterion.get())) {
        refuse("criterion-known", criterion.get(), findings);
      }
    }
  }

  private static Optional<ResponseCriteria.Criterion> of(
      JsonNode coding, ResponseCriteria criteria) {
    return criteria.coded(coding.path("system").asText(), coding.path("code").asText());
  }

  /** Whether the value has a code of ours that the criterion does not know. */
  private static boolean strange(JsonNode response, ResponseCriteria.Criterion criterion) {
    Set<Coding> known = new HashSet<>();
    criterion.categories().forEach(c -> known.add(bare(c.coding().system(), c.coding().code())));
    for (JsonNode coding : response.path("valueCodeableConcept").path("coding")) {
      String system = coding.path("system").asText();
      boolean ours = Set.of(Systems.RESPONSE, Systems.MODULE_RESPONSE).contains(system);
      if (ours && !known.contains(bare(system, coding.path("code").asText()))) {
        return true;
      }
    }
    return false;
  }

  private static Coding bare(String system, String code) {
    return new Coding(system, code, code);
  }

  private static void refuse(String rule, ResponseCriteria.Criterion criterion, Findings findings) {
    String known =
        String.join(", ", criterion.categories().stream().map(c -> c.coding().code()).toList());
    findings.invariant(
        rule,
        "Observation",
        "valueCodeableConcept",
        "is no category of its criterion, which has " + known,
        "不是该标准的类别，该标准的类别为 " + known);
  }
}
