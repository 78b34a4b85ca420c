package org.therafed.evidence.cost.censored;

import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/** One person's follow-up with amounts by interval. */
public final class CostHistory {
  private final String site;
  private final double timeDays;
  private final boolean died;
  private final double[] amounts;

  private CostHistory(String site, double timeDays, boolean died, double[] amounts) {
    this.site = Sites.check(site);
    PersonTime.check(timeDays);
    for (double amount : amounts) {
      if (!Double.isFinite(amount)) {
        throw EvidenceCode.COST_NOT_FINITE.with(amount);
      }
    }
    this.timeDays = timeDays;
    this.died = died;
    this.amounts = amounts;
  }

  /**
   * Amounts already summed by interval.
   *
   * @param timeDays follow-up, 0 or more
   * @param died whether it ended by death; otherwise it was censored then
   * @throws org.therafed.evidence.partial.EvidenceFault if a time or amount is impossible
   */
  public static CostHistory of(String site, double timeDays, boolean died, double[] byInterval) {
    return new CostHistory(site, timeDays, died, byInterval.clone());
  }

  /**
   * Dated amounts; those at or after the horizon do not count.
   *
   * @param days from the index date, 0 or more
   * @throws org.therafed.evidence.partial.EvidenceFault if a time or amount is impossible, and
   *     {@code EV-COST-009} for an amount before the index date: left out silently, what was spent
   *     on preparing a treatment would be missing from its cost
   */
  public static CostHistory dated(
      String site,
      double timeDays,
      boolean died,
      CostIntervals intervals,
      double[] days,
      double[] amounts) {
    double[] byInterval = new double[intervals.size()];
    for (int i = 0; i < days.length; i++) {
      PersonTime.checkSigned(days[i]);
      if (days[i] < 0) {
        throw EvidenceCode.COST_BEFORE_INDEX.with(days[i]);
      }
      int interval = intervals.of(days[i]);
      if (interval >= 0) {
        byInterval[interval] += amounts[i];
      }
    }
    return new CostHistory(site, timeDays, died, byInterval);
  }

  /** Label of the site. */
  public String site() {
    return site;
  }

  /** Follow-up, days. */
  public double timeDays() {
    return timeDays;
  }

  /** Whether follow-up ended by death. */
  public boolean died() {
    return died;
  }

  /** How many intervals. */
  public int size() {
    return amounts.length;
  }

  /** The amount of an interval. */
  public double amount(int interval) {
    return amounts[interval];
  }

  /** All amounts before the horizon. */
  public double total() {
    return Arrays.stream(amounts).sum();
  }

  @Override
  public String toString() {
    return "CostHistory[" + amounts.length + " intervals]";
  }
}
