package org.therafed.evidence.competing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Cumulative incidences by group and cause, and Gray's tests, on unrounded data.
 *
 * @param basis what it stands on
 * @param level confidence level of limits
 * @param causes names of the causes, numbered from 1
 * @param curves one curve per group
 * @param tests one per cause that could be compared; none with one group
 */
public record IncidenceResult(
    Basis basis,
    double level,
    List<String> causes,
    SortedMap<String, IncidenceCurve> curves,
    List<GrayTest> tests)
    implements Result {
  /** Days in a printed month: 365.25 / 12. */
  private static final double MONTH_DAYS = 30.4375;

  public IncidenceResult {
    causes = List.copyOf(causes);
    curves = Collections.unmodifiableSortedMap(new TreeMap<>(curves));
    tests = List.copyOf(tests);
  }

  /** Gray's test of one cause, if it could be told. */
  public Optional<GrayTest> test(int cause) {
    return tests.stream().filter(t -> t.cause() == cause).findFirst();
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    curves.forEach((group, curve) -> curve(all, group, curve));
    for (GrayTest test : tests) {
      String cause = causes.get(test.cause() - 1);
      all.add(Estimate.of("Gray chi-square", test.chisq(), "1").at("cause", cause));
      all.add(Estimate.count("Gray degrees of freedom", test.df()).at("cause", cause));
      all.add(Estimate.of("Gray p", test.p(), "1").at("cause", cause));
    }
    return all;
  }

  private void curve(List<Estimate> all, String group, IncidenceCurve curve) {
    int months = (int) Math.floor(curve.observedUntilDays() / MONTH_DAYS);
    for (int month = 0; month <= months; month++) {
      double day = month * MONTH_DAYS;
      for (int cause = 1; cause <= causes.size(); cause++) {
        IncidencePoint point = curve.at(cause, day);
        Estimate estimate =
            point
                .interval()
                .map(i -> Estimate.of("cumulative incidence", point.incidence(), i, "1"))
                .orElse(Estimate.of("cumulative incidence", point.incidence(), "1"));
        all.add(estimate.at("group", group).at("cause", causes.get(cause - 1)).at("month", month));
      }
      all.add(Estimate.count("at risk", curve.atRiskAt(day)).at("group", group).at("month", month));
    }
  }
}
