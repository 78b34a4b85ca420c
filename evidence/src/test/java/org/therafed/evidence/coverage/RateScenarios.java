package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.therafed.evidence.access.AccessResult;
import org.therafed.evidence.access.AccessRow;
import org.therafed.evidence.access.StandardisedAccess;
import org.therafed.evidence.rate.ExposureRow;
import org.therafed.evidence.rate.PoissonRate;
import org.therafed.evidence.rate.RateRatio;
import org.therafed.evidence.rate.RateRatioResult;
import org.therafed.evidence.rate.RateResult;
import org.therafed.evidence.table.Arm;

/** Poisson rates, their ratio, and treated persons against those expected. */
final class RateScenarios {
  private static final PoissonRate RATE = new PoissonRate(0.95);
  private static final RateRatio RATIO = new RateRatio(0.95);
  private static final double DAYS = 200;

  private RateScenarios() {}

  static Stream<Scenario> all() {
    return Stream.concat(
        Stream.of(5.0, 40.0).flatMap(RateScenarios::ofEvents),
        Stream.of(
            access(StandardisedAccess.Limits.EXACT, true),
            access(StandardisedAccess.Limits.BYAR, true),
            access(StandardisedAccess.Limits.EXACT, false)));
  }

  /** The ratio is 2 of the first against the second arm, the latter expecting the events. */
  private static Stream<Scenario> ofEvents(double events) {
    double perDay = events / (30 * DAYS);
    String one = "n 30, " + events + " events expected";
    String two = "n 30 + 30, " + 2 * events + " and " + events + " events expected";
    return Stream.of(
        new Scenario(
            "Poisson rate",
            "Garwood",
            one,
            true,
            perDay,
            random -> rate(random, perDay).map(r -> r.rate().exact())),
        new Scenario(
            "Poisson rate",
            "log-normal",
            one,
            false,
            perDay,
            random -> rate(random, perDay).flatMap(r -> r.rate().logNormal())),
        new Scenario(
            "rate ratio",
            "exact conditional",
            two,
            true,
            2,
            random -> ratio(random, perDay).map(r -> Scenario.of(r.exact()))),
        new Scenario(
            "rate ratio",
            "log-normal",
            two,
            false,
            2,
            random -> ratio(random, perDay).flatMap(RateRatioResult::logNormal)));
  }

  private static List<ExposureRow> rows(Random random, Arm arm, double perDay) {
    List<ExposureRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int events = Scenario.poisson(random, perDay * DAYS);
      rows.add(new ExposureRow(Scenario.site(i), arm, DAYS, events));
    }
    return rows;
  }

  private static Optional<RateResult> rate(Random random, double perDay) {
    return RATE.finish(RATE.partialOf(rows(random, Arm.FIRST, perDay))).result();
  }

  private static Optional<RateRatioResult> ratio(Random random, double perDay) {
    List<ExposureRow> rows = rows(random, Arm.FIRST, 2 * perDay);
    rows.addAll(rows(random, Arm.SECOND, perDay));
    return RATIO.finish(RATIO.partialOf(rows)).result();
  }

  /** The north treats 0.8 times as many as given rates, or exactly as many as the other two. */
  private static Scenario access(StandardisedAccess.Limits limits, boolean given) {
    TreeMap<String, Double> reference = new TreeMap<>();
    if (given) {
      reference.put(StandardisedAccess.stratum("young"), 0.08);
      reference.put(StandardisedAccess.stratum("old"), 0.12);
    }
    StandardisedAccess access =
        new StandardisedAccess(0.95, "region", List.of("age"), reference, limits);
    double truth = given ? 0.8 : 1;
    return new Scenario(
        "standardised ratio",
        limits == StandardisedAccess.Limits.EXACT ? "Garwood" : "Byar",
        "n 3 · 200, 10 % treated, " + (given ? "given rates" : "all rows as reference"),
        limits == StandardisedAccess.Limits.EXACT,
        truth,
        random -> {
          List<AccessRow> rows = new ArrayList<>();
          for (int i = 0; i < 600; i++) {
            boolean old = i % 2 == 0;
            double rate = truth * (old ? 0.12 : 0.08);
            Map<String, String> values =
                Map.of("region", Scenario.site(i), "age", old ? "old" : "young");
            rows.add(new AccessRow(Scenario.site(i), values, random.nextDouble() < rate));
          }
          return access
              .finish(access.partialOf(rows))
              .result()
              .flatMap(r -> r.groups().get("north").ratio())
              .map(AccessResult.Ratio::interval);
        });
  }
}
