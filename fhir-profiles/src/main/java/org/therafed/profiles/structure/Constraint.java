package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.therafed.profiles.fhirpath.FhirPath;

/**
 * An invariant of an element (ElementDefinition.constraint).
 *
 * @param key its name, e.g. {@code obs-7}
 * @param human what it says
 * @param humanZh the same in Chinese where the definition is translated, or the invariant is FHIR's
 *     own; else empty
 * @param error whether a violation makes the resource invalid; else it is a warning
 * @param path the compiled expression
 */
record Constraint(String key, String human, String humanZh, boolean error, FhirPath path) {

  /**
   * Held by the walk itself (ele-1: nothing is empty; ext-1: a value or extensions), or only good
   * practice (dom-6: a narrative).
   */
  private static final Set<String> WITHOUT_EXPRESSION = Set.of("ele-1", "ext-1", "dom-6");

  /** Profiles repeat the invariants of what they constrain: each is compiled once. */
  private static final ConcurrentMap<String, FhirPath> COMPILED = new ConcurrentHashMap<>();

  static List<Constraint> read(JsonNode element) {
    List<Constraint> all = new ArrayList<>();
    for (JsonNode constraint : element.path("constraint")) {
      String key = constraint.path("key").asText();
      if (constraint.has("expression") && !WITHOUT_EXPRESSION.contains(key)) {
        String human = constraint.path("human").asText();
        String translated = chinese(constraint.path("_human"));
        all.add(
            new Constraint(
                key,
                human,
                translated.isEmpty() ? InvariantWords.chinese(key, human) : translated,
                constraint.path("severity").asText().equals("error"),
                COMPILED.computeIfAbsent(
                    Errata.corrected(key, constraint.path("expression").asText()),
                    FhirPath::compile)));
      }
    }
    return List.copyOf(all);
  }

  /** The translation that FHIR's extension of that name carries. */
  private static String chinese(JsonNode extras) {
    for (JsonNode translation : extras.path("extension")) {
      String language = "";
      String content = "";
      for (JsonNode part : translation.path("extension")) {
        switch (part.path("url").asText()) {
          case "lang" -> language = part.path("valueCode").asText();
          case "content" -> content = part.path("valueString").asText();
          default -> {}
        }
      }
      if (language.startsWith("zh")) {
        return content;
      }
    }
    return "";
  }
}
