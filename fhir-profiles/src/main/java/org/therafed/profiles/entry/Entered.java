package org.therafed.profiles.entry;

import java.util.List;

/**
 * What a filled form says.
 *
 * @param problems what is wrong with its answers; the rows count only where there is nothing
 */
public record Entered(List<EnteredRow> rows, List<AnswerProblem> problems) {

  public Entered {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }

  /** Without the rows, for logs. */
  @Override
  public String toString() {
    return "Entered[" + rows.size() + ", " + problems.size() + "]";
  }
}
