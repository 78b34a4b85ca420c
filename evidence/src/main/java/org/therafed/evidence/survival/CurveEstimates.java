package org.therafed.evidence.survival;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Estimate;

/** A curve as a table prints it: month by month, then the median and the median follow-up. */
final class CurveEstimates {
  /** Days in a printed month: 365.25 / 12. */
  private static final double MONTH_DAYS = 30.4375;

  private CurveEstimates() {}

  static List<Estimate> of(SurvivalCurve curve) {
    List<Estimate> all = new ArrayList<>();
    int months = (int) Math.floor(curve.lastTimeDays() / MONTH_DAYS);
    for (int month = 0; month <= months; month++) {
      Point point = curve.at(month * MONTH_DAYS);
      all.add(
          Estimate.of("survival", point.survival(), "1")
              .within(point.lower(), point.upper(), curve.level())
              .at("month", month));
      all.add(Estimate.count("at risk", point.atRisk()).at("month", month));
    }
    all.add(quantile("median survival", curve.median()));
    all.add(quantile("median follow-up", curve.medianFollowUp()));
    return all;
  }

  private static Estimate quantile(String quantity, SurvivalQuantile quantile) {
    return Estimate.of(quantity, quantile.timeDays(), "d")
        .within(quantile.lowerDays(), quantile.upperDays(), quantile.level());
  }
}
