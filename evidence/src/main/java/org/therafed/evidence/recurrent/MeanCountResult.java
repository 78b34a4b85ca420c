package org.therafed.evidence.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Mean cumulative counts by group, on unrounded data.
 *
 * @param basis what it stands on
 * @param level confidence level of limits
 * @param curves one curve per group
 */
public record MeanCountResult(Basis basis, double level, SortedMap<String, MeanCountCurve> curves)
    implements Result {
  /** Days in a printed month: 365.25 / 12. */
  private static final double MONTH_DAYS = 30.4375;

  public MeanCountResult {
    curves = Collections.unmodifiableSortedMap(new TreeMap<>(curves));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    curves.forEach(
        (group, curve) -> {
          int months = (int) Math.floor(curve.observedUntilDays() / MONTH_DAYS);
          for (int month = 0; month <= months; month++) {
            MeanCountPoint point = curve.at(month * MONTH_DAYS);
            Estimate estimate =
                point
                    .interval()
                    .map(i -> Estimate.of("mean cumulative count", point.mean(), i, "1"))
                    .orElse(Estimate.of("mean cumulative count", point.mean(), "1"));
            all.add(estimate.at("group", group).at("month", month));
          }
        });
    return all;
  }
}
