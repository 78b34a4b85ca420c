package org.therafed.profiles.module;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;

/** Rows that several modules share, by the name under which a module includes them. */
final class Fragments {
  private static final class Standard {
    static final Fragments FRAGMENTS =
        new Fragments(Map.of()).with(ModuleFiles.library("fragment/"));
  }

  private static final Set<String> SECTIONS =
      Set.of(
          "fragment",
          "diagnostics",
          "windows",
          "organsAtRisk",
          "biomarkers",
          "endpoints",
          "adverseEventsOfInterest",
          "otherEvents",
          "strata",
          "required");

  private final Map<String, Row> byName;

  private Fragments(Map<String, Row> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** The fragments that ship with the library; read once. */
  static Fragments standard() {
    return Standard.FRAGMENTS;
  }

  /** Whether a document is a fragment and no module. */
  static boolean is(Row document) {
    return document.has("fragment");
  }

  /** These and others. */
  Fragments with(List<Row> documents) {
    Map<String, Row> all = new HashMap<>(byName);
    for (Row document : documents) {
      document.only(SECTIONS, new Phrase("a fragment has no such section", "片段没有这一节"));
      String name = document.text("fragment");
      if (all.put(name, document) != null) {
        throw ModuleCode.DUPLICATE.with(safe("module", name));
      }
    }
    return new Fragments(all);
  }

  Optional<Row> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
