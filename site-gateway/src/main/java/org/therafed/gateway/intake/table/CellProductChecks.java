package org.therafed.gateway.intake.table;

import java.util.Optional;

/** What the fields of a cell product say together: its dose, and what its chain hangs on. */
final class CellProductChecks {

  private CellProductChecks() {}

  static Optional<RowProblem> check(TableRow row) {
    if (row.find("dose").isPresent() != row.find("unit").isPresent()) {
      return RowProblem.refuse("unit", "Only one of dose and unit.", "Both or neither are needed.");
    }
    if (row.find("cycle").isPresent() && row.find("course_id").isEmpty()) {
      return RowProblem.refuse(
          "course_id", "A cycle without its course.", "The course of the cycle is needed.");
    }
    boolean own = row.text("source").equals("autologous");
    boolean linked = row.find("parent_id").isPresent() || row.find("collected_on").isPresent();
    return own && !linked
        ? RowProblem.refuse(
            "parent_id",
            "Own cells that come from nowhere.",
            "The product they were made from, or the day they were collected, is needed.")
        : Optional.empty();
  }
}
