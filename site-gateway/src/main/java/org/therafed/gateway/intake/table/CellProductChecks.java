package org.therafed.gateway.intake.table;

import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;

/** What the fields of a cell product say together: its dose, and what its chain hangs on. */
final class CellProductChecks {

  private CellProductChecks() {}

  static Optional<RowProblem> check(TableRow row) {
    if (row.find("dose").isPresent() != row.find("unit").isPresent()) {
      return RowProblem.refuse(
          "unit",
          new Phrase("Only one of dose and unit.", "dose 与 unit 只给出了一个。"),
          new Phrase("Both or neither are needed.", "应两者都给出或都不给出。"));
    }
    if (row.find("cycle").isPresent() && row.find("course_id").isEmpty()) {
      return RowProblem.refuse(
          "course_id",
          new Phrase("A cycle without its course.", "有周期而没有其疗程。"),
          new Phrase("The course of the cycle is needed.", "应给出该周期的疗程。"));
    }
    boolean own = row.text("source").equals("autologous");
    boolean linked = row.find("parent_id").isPresent() || row.find("collected_on").isPresent();
    return own && !linked
        ? RowProblem.refuse(
            "parent_id",
            new Phrase("Own cells that come from nowhere.", "自体细胞没有来源。"),
            new Phrase(
                "The product they were made from, or the day they were collected, is needed.",
                "应给出其来源产品，或采集日期。"))
        : Optional.empty();
  }
}
