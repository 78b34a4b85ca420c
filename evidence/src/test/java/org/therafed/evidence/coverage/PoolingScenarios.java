package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.therafed.evidence.comparison.ImputationModel;
import org.therafed.evidence.comparison.IncompleteRow;
import org.therafed.evidence.comparison.MultipleImputation;
import org.therafed.evidence.comparison.RubinRules;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.pooling.MetaAnalysis;
import org.therafed.evidence.pooling.PooledEstimate;
import org.therafed.evidence.pooling.SiteEstimate;

/** The effect of a further site, the variance between sites, and imputed copies pooled. */
final class PoolingScenarios {
  private static final MetaAnalysis FEW = MetaAnalysis.ofFewSites(0.95);

  private PoolingScenarios() {}

  static Stream<Scenario> all() {
    return Stream.concat(
        Stream.of(5, 12, 30, 60).flatMap(PoolingScenarios::ofSites), Stream.of(imputed()));
  }

  private static Stream<Scenario> ofSites(int sites) {
    String conditions = sites + " sites, τ 0.3";
    return Stream.of(
        // The further site's effect is drawn, too: the interval is told from there.
        new Scenario(
                "meta-analysis, effect of a further site",
                "REML, t(k − 1)",
                conditions,
                false,
                0,
                random -> {
                  double next = 0.5 + 0.3 * random.nextGaussian();
                  return pooled(random, sites)
                      .flatMap(PooledEstimate::prediction)
                      .map(p -> new Interval(p.lower() - next, p.upper() - next, p.level()));
                })
            .declaring(sites == 5 ? 0.83 : sites == 12 ? 0.87 : sites == 30 ? 0.91 : 0.93),
        new Scenario(
            "meta-analysis, variance between sites",
            "Q-profile",
            conditions,
            false,
            0.09,
            random -> pooled(random, sites).flatMap(PooledEstimate::tau2Interval)));
  }

  private static Optional<PooledEstimate> pooled(Random random, int sites) {
    List<SiteEstimate> found = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      double stdErr = 0.15 + 0.3 * i / (sites - 1);
      double effect = 0.5 + 0.3 * random.nextGaussian() + stdErr * random.nextGaussian();
      found.add(new SiteEstimate("site" + i, 0, 0, effect, stdErr));
    }
    return FEW.finish(FEW.partialOf(found)).result();
  }

  /** The mean of a value that is missing more often in the old, in whom it is higher. */
  private static Scenario imputed() {
    return new Scenario(
        "multiple imputation, mean",
        "Barnard–Rubin, 20 copies",
        "n 150, 3 sites, 30 % missing at random",
        false,
        2,
        PoolingScenarios::imputedMean);
  }

  private static Optional<Interval> imputedMean(Random random) {
    int n = 150;
    List<IncompleteRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double age = random.nextGaussian();
      double psa = 2 + 0.7 * age + 0.7 * random.nextGaussian();
      boolean missing = random.nextDouble() < (age > 0 ? 0.5 : 0.1);
      rows.add(new IncompleteRow(Scenario.site(i), List.of(age, missing ? Double.NaN : psa)));
    }
    MultipleImputation plan =
        new MultipleImputation(List.of("age", "psa"), List.of("psa"), 20, random.nextLong());
    ImputationModel model = plan.finish(plan.partialOf(rows)).result().orElseThrow();
    List<RubinRules.Copy> copies = new ArrayList<>();
    for (int c = 0; c < plan.copies(); c++) {
      ImputationModel.Copy copy = model.copy(c);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double[] row = {rows.get(i).values().get(0), rows.get(i).values().get(1)};
        double psa = copy.complete(i, row)[1];
        sum += psa;
        squares += psa * psa;
      }
      double mean = sum / n;
      double stdErr = Math.sqrt((squares / n - mean * mean) / (n - 1));
      copies.add(new RubinRules.Copy(mean, stdErr));
    }
    return RubinRules.pool(model.basis(), copies, OptionalDouble.of(n - 1.0), 0.95)
        .result()
        .map(RubinRules.Pooled::interval);
  }
}
