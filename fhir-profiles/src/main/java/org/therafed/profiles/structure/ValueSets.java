package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Expands value sets from what is at hand. A set that needs a code system which is not (a filter on
 * SNOMED CT, an answer list of LOINC) is not expanded, and what is bound to it is not judged.
 */
final class ValueSets {
  private static final int DEEPEST = 16;

  /**
   * DICOM adds codes several times a year; R4 printed those of its day and calls them complete. HL7
   * Terminology, which took the code system over, has it as {@code not-present}.
   */
  private static final Set<String> COPIES = Set.of("http://dicom.nema.org/resources/ontology/DCM");

  private final Resources valueSets = new Resources();
  private final Resources codeSystems = new Resources();
  private final ConcurrentMap<String, Optional<Concepts>> wholeSystems = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Optional<CodeList>> expanded = new ConcurrentHashMap<>();

  void addValueSet(JsonNode valueSet) {
    valueSets.put(valueSet.path("url").asText(), valueSet);
  }

  /** As {@link #addValueSet(JsonNode)}, as text that is read when it is first needed. */
  void addValueSet(PackLine line) {
    valueSets.put(line);
  }

  /** A part of a code system does not take the place of the whole. */
  void addCodeSystem(JsonNode codeSystem) {
    String url = codeSystem.path("url").asText();
    if (isComplete(codeSystem) || !codeSystems.has(url)) {
      codeSystems.put(url, codeSystem);
    }
  }

  /** As {@link #addCodeSystem(JsonNode)}, as text that is read when it is first needed. */
  void addCodeSystem(PackLine line) throws IOException {
    if (codeSystems.has(line.url())) {
      addCodeSystem(line.read());
    } else {
      codeSystems.put(line);
    }
  }

  /** Whether a value set is at hand, though its codes may not be. */
  boolean knows(String url) {
    return valueSets.has(url);
  }

  /** The codes of a value set; empty where they cannot be told. */
  Optional<CodeList> find(String url) {
    Optional<CodeList> known = expanded.get(url);
    if (known == null) {
      known = Optional.ofNullable(expand(url, 0));
      expanded.put(url, known);
    }
    return known;
  }

  /**
   * Whether a code system that is known as a whole has a code: FHIR's own, a guide's, ours. A copy
   * of a living vocabulary of another body says nothing of its later codes.
   */
  Verdict inSystem(String system, String code) {
    // Asked first: what senders write as a system must not fill the memory.
    if (COPIES.contains(system) || !codeSystems.has(system)) {
      return Verdict.UNKNOWN;
    }
    Optional<Concepts> concepts =
        wholeSystems.computeIfAbsent(
            system,
            url ->
                Optional.of(codeSystems.get(url)).filter(ValueSets::isComplete).map(Concepts::of));
    return concepts.isEmpty() ? Verdict.UNKNOWN : Verdict.of(concepts.get().codes().contains(code));
  }

  private static boolean isComplete(JsonNode codeSystem) {
    return codeSystem.path("content").asText().equals("complete");
  }

  private CodeList expand(String url, int depth) {
    JsonNode valueSet = valueSets.get(url);
    if (valueSet == null || depth > DEEPEST) {
      return null;
    }
    CodeList all = new CodeList(new HashMap<>(), new HashMap<>());
    for (JsonNode include : valueSet.path("compose").path("include")) {
      CodeList part = included(include, depth);
      if (part == null) {
        return null;
      }
      part.codes().forEach((s, codes) -> add(all, s, codes));
      all.grammar().putAll(part.grammar());
    }
    for (JsonNode exclude : valueSet.path("compose").path("exclude")) {
      CodeList part = included(exclude, depth);
      if (part == null || !part.grammar().isEmpty()) {
        return null;
      }
      part.codes().forEach((s, codes) -> all.codes().getOrDefault(s, Set.of()).removeAll(codes));
    }
    return valueSet.path("compose").has("include") ? all : null;
  }

  private static void add(CodeList to, String system, Set<String> codes) {
    to.codes().computeIfAbsent(system, s -> new HashSet<>()).addAll(codes);
  }

  private CodeList included(JsonNode include, int depth) {
    CodeList part = include.has("system") ? ofSystem(include) : null;
    if (include.has("system") && part == null) {
      return null;
    }
    for (JsonNode url : include.path("valueSet")) {
      String bare = url.asText().replaceFirst("\\|.*", "");
      CodeList other = expand(bare, depth + 1);
      if (other == null) {
        return null;
      }
      part = part == null ? other : common(part, other);
    }
    return part;
  }

  private static CodeList common(CodeList left, CodeList right) {
    CodeList both = new CodeList(new HashMap<>(), new HashMap<>());
    left.codes()
        .forEach(
            (system, codes) ->
                codes.stream()
                    .filter(code -> right.contains(system, code))
                    .forEach(code -> add(both, system, Set.of(code))));
    return both;
  }

  private CodeList ofSystem(JsonNode include) {
    String system = include.path("system").asText();
    CodeList part = new CodeList(new HashMap<>(), new HashMap<>());
    if (include.has("concept")) {
      Set<String> codes = new HashSet<>();
      include.get("concept").forEach(concept -> codes.add(concept.path("code").asText()));
      add(part, system, codes);
      return part;
    }
    Predicate<String> grammar = Grammars.of(system);
    if (grammar != null && !include.has("filter")) {
      part.grammar().put(system, grammar);
      return part;
    }
    JsonNode codeSystem = codeSystems.get(system);
    if (codeSystem == null || !isComplete(codeSystem)) {
      return null;
    }
    Concepts concepts = Concepts.of(codeSystem);
    Set<String> codes = new HashSet<>(concepts.codes());
    for (JsonNode filter : include.path("filter")) {
      Set<String> kept = concepts.filtered(filter);
      if (kept == null) {
        return null;
      }
      codes.retainAll(kept);
    }
    add(part, system, codes);
    return part;
  }

  /** The codes of a code system and what lies below each. */
  private record Concepts(Set<String> codes, Map<String, Set<String>> below) {

    static Concepts of(JsonNode codeSystem) {
      Concepts all = new Concepts(new HashSet<>(), new HashMap<>());
      all.add(codeSystem.path("concept"), new ArrayDeque<>());
      return all;
    }

    private void add(JsonNode concepts, Deque<String> above) {
      for (JsonNode concept : concepts) {
        String code = concept.path("code").asText();
        codes.add(code);
        above.forEach(parent -> below.computeIfAbsent(parent, p -> new HashSet<>()).add(code));
        above.push(code);
        add(concept.path("concept"), above);
        above.pop();
        for (JsonNode property : concept.path("property")) {
          if (property.path("code").asText().equals("subsumedBy")) {
            below
                .computeIfAbsent(property.path("valueCode").asText(), p -> new HashSet<>())
                .add(code);
          }
        }
      }
    }

    /** The codes a filter keeps; null for a filter that is not understood. */
    Set<String> filtered(JsonNode filter) {
      String value = filter.path("value").asText();
      boolean onConcept = filter.path("property").asText().equals("concept");
      return switch (filter.path("op").asText()) {
        case "is-a" -> onConcept ? descendants(value, true) : null;
        case "descendent-of" -> onConcept ? descendants(value, false) : null;
        case "is-not-a" -> {
          Set<String> others = new HashSet<>(codes);
          others.removeAll(descendants(value, true));
          yield onConcept ? others : null;
        }
        default -> null;
      };
    }

    private Set<String> descendants(String root, boolean withRoot) {
      Set<String> found = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(below.getOrDefault(root, Set.of()));
      while (!open.isEmpty()) {
        String code = open.pop();
        if (found.add(code)) {
          open.addAll(below.getOrDefault(code, Set.of()));
        }
      }
      if (withRoot) {
        found.add(root);
      }
      return found;
    }
  }
}
