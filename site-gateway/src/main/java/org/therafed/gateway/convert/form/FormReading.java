package org.therafed.gateway.convert.form;

import java.util.List;
import org.therafed.gateway.intake.table.RowMaker;
import org.therafed.profiles.entry.Place;
import org.therafed.profiles.outcome.Phrase;

/**
 * What a filled form says, judged as rows of tables are.
 *
 * @param rows in the order in which they become records
 * @param problems why it cannot be taken; none: it can
 * @param doubts what is hardly possible, and waits until somebody has looked
 */
public record FormReading(List<RowMaker.Made> rows, List<Problem> problems, List<Problem> doubts) {

  public FormReading {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
    doubts = List.copyOf(doubts);
  }

  /**
   * What is wrong with an answer, without the answer.
   *
   * @param item linkId; of the group where no single item is meant
   */
  public record Problem(Place place, String item, Phrase what) {}

  /** Without the rows, for logs. */
  @Override
  public String toString() {
    return "FormReading[" + rows.size() + "]";
  }
}
