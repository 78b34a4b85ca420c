package org.therafed.profiles.projection;

import java.time.LocalDate;
import org.therafed.profiles.module.VisitWindow;

/**
 * One thing that a module's schedule asks for of a course, and that is not there.
 *
 * @param window what is due
 * @param from first day on which it counts
 * @param on the day that the schedule names
 * @param to last day on which it counts
 */
public record DueVisit(VisitWindow window, LocalDate from, LocalDate on, LocalDate to) {

  /** Whether its last day has gone by. */
  public boolean overdue(LocalDate today) {
    return to.isBefore(today);
  }
}
