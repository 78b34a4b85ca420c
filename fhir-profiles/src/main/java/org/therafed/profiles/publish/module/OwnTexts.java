package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.therafed.profiles.module.OtherEvent;
import org.therafed.profiles.module.OwnCriterion;
import org.therafed.profiles.module.OwnKind;
import org.therafed.profiles.module.OwnNuclide;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.ResponseCriteria;

/**
 * What a module says of the concepts that it brings: Chinese names, grades, half-lives, sources.
 */
final class OwnTexts {
  private static final String COMMENTS =
      "http://hl7.org/fhir/StructureDefinition/valueset-concept-comments";

  private OwnTexts() {}

  /** An event that CTCAE has no term for: its own grades are its comment. */
  static void event(ObjectNode concept, OtherEvent event) {
    chinese(concept, event.title());
    if (!event.grades().isEmpty()) {
      comment(concept, grades(event));
    }
  }

  /** A criterion of response, or a category of one: which of them are responses is a comment. */
  static void criterion(ObjectNode concept, Coding coding, List<OwnCriterion> criteria) {
    for (OwnCriterion own : criteria) {
      if (own.criterion().coding().equals(coding)) {
        chinese(concept, own.title());
        comment(
            concept,
            "Responses: " + String.join(", ", own.responses()) + ". Source: " + own.source());
      }
      List<ResponseCriteria.Category> categories = own.criterion().categories();
      for (int i = 0; i < categories.size(); i++) {
        if (categories.get(i).coding().equals(coding)) {
          chinese(concept, own.categories().get(i));
        }
      }
    }
  }

  /** A nuclide: half-life, what it is for, and where the half-life is from. */
  static void nuclide(ObjectNode concept, OwnNuclide own) {
    BigDecimal seconds =
        BigDecimal.valueOf(own.nuclide().halfLife().toMillis(), 3).stripTrailingZeros();
    comment(
        concept,
        "Half-life: "
            + seconds.toPlainString()
            + " s; "
            + (own.nuclide().therapeutic() ? "therapy" : "diagnostic")
            + ". Source: "
            + own.source());
  }

  /** A kind of product: what such a product is dosed in. */
  static void kind(ObjectNode concept, OwnKind own) {
    chinese(concept, own.title());
    comment(concept, "Dosed in: " + String.join(", ", own.kind().units()));
  }

  private static void chinese(ObjectNode concept, TherapyModule.Title title) {
    concept.putArray("designation").addObject().put("language", "zh").put("value", title.zh());
  }

  private static void comment(ObjectNode concept, String text) {
    concept.putArray("extension").addObject().put("url", COMMENTS).put("valueString", text);
  }

  /** What each grade means, with the source. */
  private static String grades(OtherEvent event) {
    return event.grades().stream()
        .map(grade -> grade.number() + ": " + grade.title().en())
        .collect(Collectors.joining("; ", "", ". Source: " + event.source()));
  }
}
