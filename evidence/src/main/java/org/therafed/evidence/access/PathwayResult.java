package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;

/**
 * Times between steps, on unrounded data.
 *
 * @param basis n (persons at the first step), events (at the last), sites, method, warnings
 * @param intervals curve of those still waiting by interval, such as {@code decision → order}: its
 *     quantiles are the waiting times
 */
public record PathwayResult(Basis basis, SortedMap<String, Finding<SurvivalCurve>> intervals)
    implements Result {
  public PathwayResult {
    intervals = Collections.unmodifiableSortedMap(new TreeMap<>(intervals));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    intervals.forEach(
        (name, finding) -> {
          if (finding.result().isEmpty()) {
            return;
          }
          SurvivalCurve curve = finding.result().get();
          all.add(Estimate.count("waiting", curve.n()).at("interval", name));
          for (double p : new double[] {0.25, 0.5, 0.75}) {
            SurvivalQuantile q = curve.quantile(p);
            all.add(
                Estimate.of("waiting time", q.timeDays(), "d")
                    .within(q.lowerDays(), q.upperDays(), curve.level())
                    .at("interval", name)
                    .at("quantile", p));
          }
        });
    return all;
  }
}
