package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.therafed.evidence.dose.DoseAtRisk;
import org.therafed.evidence.dose.DoseEffect;
import org.therafed.evidence.dose.DoseEffectResult;
import org.therafed.evidence.dose.DoseRow;
import org.therafed.evidence.dose.DoseSource;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundsDriver;

/** logit p = −4 + 0.1·dose over 0 to 60 Gy. */
final class DoseScenarios {
  private static final DoseEffect EFFECT = new DoseEffect(0.95, "Gy", List.of(0.05, 0.5));

  private DoseScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(of(60, 1), of(200, 1), of(60, 4)).flatMap(each -> each);
  }

  private static Stream<Scenario> of(int courses, int cycles) {
    double td5 = (Math.log(0.05 / 0.95) + 4) / 0.1;
    return Stream.of(
        scenario(
            "dose–effect slope", "Wald", courses, cycles, 0.1, r -> Optional.of(r.slopeInterval())),
        scenario("TD5", "delta method", courses, cycles, td5, r -> at(r, 0).delta())
            .declaring(cycles > 1 ? 0.92 : courses < 100 ? 0.9 : 1),
        scenario("TD5", "Fieller", courses, cycles, td5, r -> at(r, 0).fieller()),
        scenario("TD50", "delta method", courses, cycles, 40, r -> at(r, 1).delta()),
        scenario("TD50", "Fieller", courses, cycles, 40, r -> at(r, 1).fieller()));
  }

  private static DoseAtRisk at(DoseEffectResult result, int risk) {
    return result.doses().get(risk);
  }

  private static Scenario scenario(
      String estimator,
      String name,
      int courses,
      int cycles,
      double truth,
      Function<DoseEffectResult, Optional<Interval>> which) {
    boolean clustered = cycles > 1;
    return new Scenario(
        estimator,
        name + (clustered ? ", errors by course" : ""),
        "n " + courses + (clustered ? " courses of " + cycles + " dependent cycles" : ""),
        false,
        truth,
        random -> {
          List<DoseRow> rows = rows(random, courses, cycles);
          List<DoseSource> sources =
              Scenario.SITES.stream()
                  .map(s -> rows.stream().filter(r -> r.site().equals(s)).toList())
                  .map(DoseSource::new)
                  .toList();
          return RoundsDriver.run(EFFECT.fit(), sources).result().flatMap(which);
        });
  }

  /** Cycles of a course share half of a normal variate, so that risks stay logistic in dose. */
  private static List<DoseRow> rows(Random random, int courses, int cycles) {
    NormalDistribution normal = new NormalDistribution();
    List<DoseRow> rows = new ArrayList<>();
    for (int course = 0; course < courses; course++) {
      double own = random.nextGaussian();
      double dose = 60 * random.nextDouble();
      for (int cycle = 0; cycle < cycles; cycle++) {
        double given = cycles == 1 ? dose : Math.max(0, dose + 5 * random.nextGaussian());
        double latent = Math.sqrt(0.5) * (own + random.nextGaussian());
        double risk = 1 / (1 + Math.exp(4 - 0.1 * given));
        boolean effect = normal.cumulativeProbability(latent) < risk;
        rows.add(new DoseRow(Scenario.site(course), course, given, effect));
      }
    }
    return rows;
  }
}
