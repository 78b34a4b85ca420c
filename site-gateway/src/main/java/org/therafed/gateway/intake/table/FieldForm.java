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

  /** What the values are. */
  default FieldType type() {
    return FieldType.TEXT;
  }

  /** The same check of values of a type. */
  default FieldForm as(FieldType type) {
    FieldForm check = this;
    return new FieldForm() {
      @Override
      public FieldType type() {
        return type;
      }

      @Override
      public Optional<Problem> check(String text, FieldContext context) {
        return check.check(text, context);
      }
    };
  }

  /** Empty if the text is fine. */
  Optional<Problem> check(String text, FieldContext context);
}
