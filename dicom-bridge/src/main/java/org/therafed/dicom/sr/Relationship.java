package org.therafed.dicom.sr;

import java.util.Optional;

/** How an item stands to the one above it, PS3.3 C.17.3.2.4. */
public enum Relationship {
  CONTAINS("CONTAINS"),
  HAS_OBS_CONTEXT("HAS OBS CONTEXT"),
  HAS_ACQ_CONTEXT("HAS ACQ CONTEXT"),
  HAS_CONCEPT_MOD("HAS CONCEPT MOD"),
  HAS_PROPERTIES("HAS PROPERTIES"),
  INFERRED_FROM("INFERRED FROM"),
  SELECTED_FROM("SELECTED FROM");

  private final String term;

  Relationship(String term) {
    this.term = term;
  }

  /** The defined term of Relationship Type (0040,A010). */
  public String term() {
    return term;
  }

  static Optional<Relationship> of(String term) {
    for (Relationship relationship : values()) {
      if (relationship.term.equals(term)) {
        return Optional.of(relationship);
      }
    }
    return Optional.empty();
  }
}
