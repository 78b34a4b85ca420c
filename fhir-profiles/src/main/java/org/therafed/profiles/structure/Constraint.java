package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.fhirpath.FhirPath;

/**
 * An invariant of an element (ElementDefinition.constraint).
 *
 * @param key its name, e.g. {@code obs-7}
 * @param human what it says
 * @param error whether a violation makes the resource invalid; else it is a warning
 * @param path the compiled expression
 */
record Constraint(String key, String human, boolean error, FhirPath path) {

  /**
   * Held by the walk itself (ele-1: nothing is empty; ext-1: a value or extensions), or only good
   * practice (dom-6: a narrative).
   */
  private static final Set<String> WITHOUT_EXPRESSION = Set.of("ele-1", "ext-1", "dom-6");

  static List<Constraint> read(JsonNode element) {
    List<Constraint> all = new ArrayList<>();
    for (JsonNode constraint : element.path("constraint")) {
      String key = constraint.path("key").asText();
      if (constraint.has("expression") && !WITHOUT_EXPRESSION.contains(key)) {
        all.add(
            new Constraint(
                key,
                constraint.path("human").asText(),
                constraint.path("severity").asText().equals("error"),
                FhirPath.compile(Errata.corrected(key, constraint.path("expression").asText()))));
      }
    }
    return List.copyOf(all);
  }
}
