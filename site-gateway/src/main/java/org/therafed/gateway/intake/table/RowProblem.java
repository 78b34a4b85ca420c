package org.therafed.gateway.intake.table;

import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;

/**
 * What the fields of a row say together and cannot.
 *
 * @param column the field to look at
 * @param problem what is wrong
 * @param effect what becomes of the row
 */
record RowProblem(String column, FieldForm.Problem problem, RowFinding.Effect effect) {

  static Optional<RowProblem> refuse(String column, Phrase found, Phrase rule) {
    return of(column, found, rule, RowFinding.Effect.REFUSED);
  }

  static Optional<RowProblem> hold(String column, Phrase found, Phrase rule) {
    return of(column, found, rule, RowFinding.Effect.HELD);
  }

  static Optional<RowProblem> note(String column, Phrase found, Phrase rule) {
    return of(column, found, rule, RowFinding.Effect.NOTED);
  }

  private static Optional<RowProblem> of(
      String column, Phrase found, Phrase rule, RowFinding.Effect effect) {
    return Optional.of(new RowProblem(column, new FieldForm.Problem(found, rule), effect));
  }
}
