package org.therafed.evidence.survival;

import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;

/**
 * A declared grid of times for event tables: ends of risk intervals move up to the next point of
 * the grid, entries down to the last one, 0 stays 0. A table on the grid is as long as the grid,
 * however many persons stand in it, and tells no exact day.
 *
 * <p>On the grid an event is up to one step late, and whoever is censored within a step counts as
 * at risk for that step's events; with events and censorings spread over steps that makes the curve
 * somewhat high within a step, and right to the extent that steps are short. Coarsening and merging
 * may change places: the result is the same.
 *
 * @param stepDays days between two points, above 0 and at most 45,000
 */
public record TimeGrid(double stepDays) {
  /** A month of 365.25 / 12 days. */
  public static final TimeGrid MONTHLY = new TimeGrid(30.4375);

  /** More points than this are a mistake in the unit of the step. */
  private static final int MOST_POINTS = 1_000_000;

  public TimeGrid {
    // No longer than a life: a step beyond the last time of a table would move it there.
    if (!(stepDays > 0 && stepDays <= PersonTime.LONGEST_DAYS)) {
      throw EvidenceCode.GRID_IMPOSSIBLE.with("steps of " + stepDays + " days");
    }
  }

  /** The same persons on the grid. */
  public EventTable coarsen(EventTable table) {
    if (table.size() == 0) {
      return table;
    }
    double last = above(table.time(table.size() - 1));
    if (last >= MOST_POINTS) {
      throw EvidenceCode.GRID_IMPOSSIBLE.with(last + " points");
    }
    int room = (int) last + 1;
    double[] times = new double[room];
    long[] events = new long[room];
    long[] censored = new long[room];
    long[] entered = new long[room];
    for (int i = 0; i < table.size(); i++) {
      int end = (int) above(table.time(i));
      events[end] += table.eventsAt(i);
      censored[end] += table.censoredAt(i);
      entered[(int) below(table.time(i))] += table.enteredAt(i);
    }
    int size = 0;
    for (int k = 0; k < room; k++) {
      if (events[k] + censored[k] + entered[k] > 0) {
        times[size] = k * stepDays;
        events[size] = events[k];
        censored[size] = censored[k];
        entered[size] = entered[k];
        size++;
      }
    }
    return new EventTable(
        Arrays.copyOf(times, size),
        Arrays.copyOf(events, size),
        Arrays.copyOf(censored, size),
        Arrays.copyOf(entered, size),
        table.bySite());
  }

  /** Number of the first point at or after a time; a time within rounding of a point is on it. */
  private double above(double timeDays) {
    return Math.ceil(timeDays / stepDays * (1 - EventTable.SAME_TIME));
  }

  /** Number of the last point at or before a time, and so before that of a later time. */
  private double below(double timeDays) {
    return Math.floor(timeDays / stepDays * (1 + EventTable.SAME_TIME));
  }
}
