package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** A response is assessed by one criterion, in a category that the criterion knows. */
final class ResponseInvariants {
  private ResponseInvariants() {}

  static void category(JsonNode response, Findings findings) {
    if (Invariants.code(response.path("valueCodeableConcept"), Systems.RESPONSE).isEmpty()) {
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

  static void ofCriterion(JsonNode response, Findings findings) {
    Optional<String> category =
        Invariants.code(response.path("valueCodeableConcept"), Systems.RESPONSE);
    for (String name : ResponseCriteria.standard().names()) {
      ResponseCriteria.Criterion criterion = ResponseCriteria.standard().named(name).orElseThrow();
      boolean named =
          Invariants.code(response.path("code"), criterion.coding().system())
              .filter(criterion.coding().code()::equals)
              .isPresent();
      if (named && category.isPresent() && criterion.category(category.get()).isEmpty()) {
        String known =
            String.join(", ", criterion.categories().stream().map(Coding::code).toList());
        findings.invariant(
            "category-of-criterion",
            "Observation",
            "valueCodeableConcept",
            "is no category of its criterion, which has " + known,
            "不是该标准的类别，该标准的类别为 " + known);
      }
    }
  }
}
