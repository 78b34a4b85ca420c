package org.therafed.evidence.cost.censored;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.survival.EventTable;

/**
 * The declared intervals [a, b) over which amounts are summed; the end of the last is the horizon L
 * and what is dated at or after it does not count.
 *
 * @param breaks days, from 0, increasing; the last is the horizon
 */
public record CostIntervals(List<Double> breaks) {
  public CostIntervals {
    breaks = List.copyOf(breaks);
    if (breaks.size() < 2 || breaks.get(0) != 0) {
      throw EvidenceCode.COST_INTERVALS.with(breaks.size() + " limits, not from 0");
    }
    for (int k = 1; k < breaks.size(); k++) {
      if (!(breaks.get(k) > breaks.get(k - 1)) || !Double.isFinite(breaks.get(k))) {
        throw EvidenceCode.COST_INTERVALS.with("a limit of " + breaks.get(k));
      }
    }
  }

  /** How many intervals. */
  public int size() {
    return breaks.size() - 1;
  }

  /** First day of an interval. */
  public double start(int interval) {
    return breaks.get(interval);
  }

  /** End of an interval, days; itself outside. */
  public double end(int interval) {
    return breaks.get(interval + 1);
  }

  /** The horizon L, days. */
  public double horizon() {
    return breaks.get(breaks.size() - 1);
  }

  /** The day, or the limit that it is within rounding (1e-10 relative) of. */
  public double snapped(double day) {
    for (double limit : breaks) {
      if (Math.abs(day - limit) <= EventTable.SAME_TIME * limit) {
        return limit;
      }
    }
    return day;
  }

  /** The interval of a day; −1 before 0 and from the horizon on. */
  public int of(double day) {
    if (!(day >= 0 && day < horizon())) {
      return -1;
    }
    int interval = 0;
    while (day >= end(interval)) {
      interval++;
    }
    return interval;
  }
}
