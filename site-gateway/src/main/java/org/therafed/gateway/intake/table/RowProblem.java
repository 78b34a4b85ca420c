package org.therafed.gateway.intake.table;

import java.util.Optional;

/**
 * What the fields of a row say together and cannot.
 *
 * @param column the field to look at
 * @param problem what is wrong
 * @param effect what becomes of the row
 */
record RowProblem(String column, FieldForm.Problem problem, RowFinding.Effect effect) {

  static Optional<RowProblem> refuse(String column, String found, String rule) {
    return of(column, found, rule, RowFinding.Effect.REFUSED);
  }

  static Optional<RowProblem> hold(String column, String found, String rule) {
    return of(column, found, rule, RowFinding.Effect.HELD);
  }

  static Optional<RowProblem> note(String column, String found, String rule) {
    return of(column, found, rule, RowFinding.Effect.NOTED);
  }

  private static Optional<RowProblem> of(
      String column, String found, String rule, RowFinding.Effect effect) {
    return Optional.of(new RowProblem(column, new FieldForm.Problem(found, rule), effect));
  }
}
