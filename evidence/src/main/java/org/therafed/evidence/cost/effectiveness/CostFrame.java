package org.therafed.evidence.cost.effectiveness;

import java.util.Objects;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.Discounting;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * What must be said of every cost-effectiveness result (CHEERS 2022, BMJ 376:e067975): nothing of
 * it has a silent default.
 *
 * @param perspective whose costs, such as {@code statutory payer}
 * @param intervals over which amounts are summed; the end of the last is the horizon
 * @param costDiscount per year, such as 0.03; 0 for none
 * @param effectDiscount per year
 * @param priceYear calendar year whose prices these are
 * @param currency ISO 4217 code
 */
public record CostFrame(
    String perspective,
    CostIntervals intervals,
    double costDiscount,
    double effectDiscount,
    int priceYear,
    String currency) {

  /** Days in a year, as dates have them on average. */
  public static final double YEAR_DAYS = 365.25;

  public CostFrame {
    Objects.requireNonNull(perspective, "perspective");
    Objects.requireNonNull(intervals, "intervals");
    Objects.requireNonNull(currency, "currency");
    if (!(costDiscount >= 0 && costDiscount < 1) || !(effectDiscount >= 0 && effectDiscount < 1)) {
      throw EvidenceCode.COST_FRAME.with(
          "discount rates of " + costDiscount + ", " + effectDiscount);
    }
    if (perspective.isBlank() || !currency.matches("[A-Z]{3}")) {
      throw EvidenceCode.COST_FRAME.with("no perspective or currency");
    }
    if (priceYear < 1900 || priceYear > 2200) {
      throw EvidenceCode.COST_FRAME.with("prices of " + priceYear);
    }
  }

  /**
   * The frame itself, if the other is the same.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-COST-002} for another currency,
   *     {@code EV-COST-008} for anything else that differs
   */
  public CostFrame same(CostFrame other) {
    if (!currency.equals(other.currency)) {
      throw EvidenceCode.COST_UNIT_MIXED.with(currency + " and " + other.currency);
    }
    if (!equals(other)) {
      throw EvidenceCode.COST_FRAME_MIXED.with(text() + ", and " + other.text());
    }
    return this;
  }

  /** The whole declaration in one line, as every result carries it. */
  public String text() {
    return "perspective: "
        + perspective
        + "; horizon "
        + intervals.horizon()
        + " days; discount per year "
        + costDiscount
        + " of costs, "
        + effectDiscount
        + " of effects; "
        + currency
        + " at prices of "
        + priceYear;
  }

  /** How effects are discounted. */
  Discounting ofEffects() {
    return new Discounting(effectDiscount, YEAR_DAYS);
  }

  /**
   * A person's dated costs by interval, discounted to the index date.
   *
   * @param days of the costs, as many as amounts; those outside of the intervals do not count
   */
  public CostHistory costs(
      String site, double timeDays, boolean died, double[] days, double[] amounts) {
    if (days.length != amounts.length) {
      throw EvidenceCode.COST_FRAME.with(days.length + " days of " + amounts.length + " costs");
    }
    Discounting discounting = new Discounting(costDiscount, YEAR_DAYS);
    double[] discounted = new double[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      discounted[i] = amounts[i] * discounting.factor(days[i]);
    }
    return CostHistory.dated(site, timeDays, died, intervals, days, discounted);
  }

  /**
   * A person's quality-adjusted years by interval: the area under the line through the utilities
   * (Manca et al. 2005, Health Econ 14:487), the first held back to the index date and the last
   * held on to the end of follow-up, discounted continuously.
   *
   * @param days when utility was measured, increasing
   * @param utilities EQ-5D index values, at most 1; below 0 is worse than death
   */
  public CostHistory qualityAdjustedYears(
      String site, double timeDays, boolean died, double[] days, double[] utilities) {
    double[] years = new double[intervals.size()];
    for (int k = 0; k < years.length; k++) {
      double from = intervals.start(k);
      double to = Math.min(timeDays, intervals.end(k));
      years[k] = to > from ? new UtilityLine(days, utilities, effectDiscount).area(from, to) : 0;
    }
    return CostHistory.of(site, timeDays, died, years);
  }
}
