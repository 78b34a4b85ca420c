package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.evidence.competing.CompetingRow;
import org.therafed.evidence.competing.CumulativeIncidence;
import org.therafed.evidence.competing.FineGrayFit;
import org.therafed.evidence.competing.FineGraySource;
import org.therafed.evidence.competing.FineGrayWeights;
import org.therafed.evidence.competing.IncidenceVariance;
import org.therafed.evidence.competing.SubdistributionRow;
import org.therafed.evidence.competing.SubdistributionRow.Status;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundsDriver;

/** Cumulative incidence of one cause of two, and Fine–Gray regression. */
final class CompetingScenarios {
  private static final List<String> TERMS = List.of("treated");
  private static final double LOG_RATIO = Math.log(0.6);
  private static final double YEAR = 365;

  private CompetingScenarios() {}

  static Stream<Scenario> all() {
    return Stream.concat(
        Stream.of(50, 200)
            .flatMap(n -> Stream.of(IncidenceVariance.values()).map(v -> incidence(n, v))),
        Stream.of(
            fineGray(150, FineGrayWeights.DEATHS_FIRST, false),
            fineGray(150, FineGrayWeights.DEATHS_FIRST, true),
            fineGray(450, FineGrayWeights.DEATHS_FIRST, true),
            fineGray(150, FineGrayWeights.REVERSE, false)));
  }

  /** Hazards of 0.3 and 0.2 a year, uniformly censored up to five years. */
  private static Scenario incidence(int n, IncidenceVariance variance) {
    CumulativeIncidence estimator =
        new CumulativeIncidence(0.95, variance, List.of("progression", "death"));
    return new Scenario(
        "cumulative incidence, 1 year",
        variance.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", log–log",
        "n " + n + ", uniform censoring, 14 % by the other cause",
        false,
        0.6 * (1 - Math.exp(-0.5)),
        random -> {
          List<CompetingRow> rows = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            double event = Scenario.exponential(random, 2 * YEAR);
            int cause = random.nextDouble() < 0.6 ? 1 : 2;
            double end = 5 * YEAR * random.nextDouble();
            rows.add(
                CompetingRow.of(
                    Scenario.site(i), "all", Math.min(event, end), event <= end ? cause : 0));
          }
          return estimator
              .finish(estimator.partialOf(rows))
              .result()
              .flatMap(r -> r.curves().get("all").at(1, YEAR).interval());
        });
  }

  /**
   * Fine and Gray's own simulation: F(t|x) = 1 − (1 − p(1 − e^−t))^exp(βx), p 0.6, β log 0.6, half
   * treated; the other cause exponential; uniform censoring.
   */
  private static Scenario fineGray(int n, FineGrayWeights weights, boolean bySite) {
    return new Scenario(
        "Fine–Gray, subdistribution hazard ratio",
        "robust, weights of " + (weights == FineGrayWeights.REVERSE ? "crr" : "finegray"),
        "n " + n + ", " + (bySite ? "3 sites as strata" : "pooled") + ", 42 % events",
        false,
        Math.exp(LOG_RATIO),
        random -> hazardRatio(random, n, weights, bySite));
  }

  private static Optional<Interval> hazardRatio(
      Random random, int n, FineGrayWeights weights, boolean bySite) {
    List<SubdistributionRow> rows =
        IntStream.range(0, n).mapToObj(i -> row(random, i, bySite)).toList();
    List<FineGraySource> sources =
        bySite
            ? Scenario.SITES.stream()
                .map(s -> rows.stream().filter(r -> r.site().equals(s)).toList())
                .map(of -> new FineGraySource(weights, TERMS, of))
                .toList()
            : List.of(new FineGraySource(weights, TERMS, rows));
    return RoundsDriver.run(new FineGrayFit(0.95, weights, TERMS), sources)
        .result()
        .map(r -> r.terms().get(0).interval());
  }

  private static SubdistributionRow row(Random random, int i, boolean bySite) {
    double p = 0.6;
    double treated = random.nextInt(2);
    double ratio = Math.exp(LOG_RATIO * treated);
    double ever = 1 - Math.pow(1 - p, ratio);
    double u = random.nextDouble();
    boolean own = u < ever;
    double event =
        own ? -Math.log(1 - (1 - Math.pow(1 - u, 1 / ratio)) / p) : Scenario.exponential(random, 1);
    double end = 0.5 + 3.5 * random.nextDouble();
    Status status = event > end ? Status.CENSORED : own ? Status.EVENT : Status.COMPETING;
    String site = Scenario.site(i);
    return new SubdistributionRow(
        site, bySite ? site : "all", YEAR * Math.min(event, end), status, treated);
  }
}
