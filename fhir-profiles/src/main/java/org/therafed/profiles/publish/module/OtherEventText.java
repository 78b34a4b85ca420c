package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.therafed.profiles.module.OtherEvent;

/** An event that CTCAE has no term for, as a concept: its Chinese name, and its own grades. */
final class OtherEventText {
  private static final String COMMENTS =
      "http://hl7.org/fhir/StructureDefinition/valueset-concept-comments";

  private OtherEventText() {}

  static void write(ObjectNode concept, OtherEvent event) {
    concept
        .putArray("designation")
        .addObject()
        .put("language", "zh")
        .put("value", event.title().zh());
    if (!event.grades().isEmpty()) {
      concept
          .putArray("extension")
          .addObject()
          .put("url", COMMENTS)
          .put("valueString", grades(event));
    }
  }

  /** What each grade means, with the source. */
  private static String grades(OtherEvent event) {
    return event.grades().stream()
        .map(grade -> grade.number() + ": " + grade.title().en())
        .collect(Collectors.joining("; ", "", ". Source: " + event.source()));
  }
}
