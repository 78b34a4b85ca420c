package org.therafed.gateway.intake.table;

import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;

/** Checks one field's text. */
@FunctionalInterface
interface FieldForm {

  /**
   * What is wrong.
   *
   * @param found what the report may show; never an identifying value
   * @param rule what is needed
   */
  record Problem(Phrase found, Phrase rule) {}

  /** Empty if the text is fine. */
  Optional<Problem> check(String text, FieldContext context);
}
