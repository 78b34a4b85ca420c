package org.therafed.gateway.intake.table;

import java.util.Optional;

/** Makes of a field, as a site writes it, one as the tables have it. */
@FunctionalInterface
interface FieldTranslation {

  /** For sites that write as the tables do. */
  FieldTranslation AS_WRITTEN = (text, typed) -> new Translated(text, Optional.empty());

  /**
   * A field of the tables.
   *
   * @param text as written, where there is a problem
   */
  record Translated(String text, Optional<FieldForm.Problem> problem) {}

  /**
   * Translates a field.
   *
   * @param typed whether a sheet kept it as number, date or truth value: those have one form
   */
  Translated translate(String text, boolean typed);
}
