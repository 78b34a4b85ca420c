package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.therafed.evidence.comparison.ComparisonModel;
import org.therafed.evidence.comparison.ComparisonResult;
import org.therafed.evidence.comparison.ComparisonRows;
import org.therafed.evidence.comparison.WeightType;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.logistic.LogisticRows;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.pooling.Heterogeneity;
import org.therafed.evidence.pooling.MetaAnalysis;
import org.therafed.evidence.pooling.PooledEstimate;
import org.therafed.evidence.pooling.PoolingTest;
import org.therafed.evidence.pooling.Prediction;
import org.therafed.evidence.pooling.SiteEstimate;

/** Logistic regression, weighted differences and pooled site estimates. */
final class ComparisonScenarios {
  private static final LogisticModel MODEL =
      new LogisticModel(new Design(List.of(Covariate.numeric("x"))), Scenario.SITES, 0.95);

  private ComparisonScenarios() {}

  static Stream<Scenario> all() {
    return Stream.concat(
        Stream.of(
            new Scenario(
                "logistic regression",
                "Wald, log odds ratio",
                "n 300, 3 sites, 29 % events",
                false,
                0.7,
                ComparisonScenarios::slope),
            weighted(WeightType.ATE),
            weighted(WeightType.ATT),
            weighted(WeightType.OVERLAP),
            ratio()),
        Stream.of(3, 5, 12, 30).flatMap(ComparisonScenarios::pooled));
  }

  private static Optional<Interval> slope(Random random) {
    List<LogisticRows> sources = List.of(MODEL.rows(), MODEL.rows(), MODEL.rows());
    for (int i = 0; i < 300; i++) {
      double x = random.nextGaussian();
      boolean event = random.nextDouble() < 1 / (1 + Math.exp(1 - 0.7 * x));
      sources.get(i % 3).add(Scenario.site(i), new double[] {x}, event);
    }
    return MODEL.over(sources).result().map(r -> r.terms().get(1).interval());
  }

  /** The effect is 1 for everybody, so that both estimands have it for their truth. */
  private static Scenario weighted(WeightType type) {
    ComparisonModel model = new ComparisonModel(MODEL, type, Optional.empty());
    return new Scenario(
        "weighted difference",
        type.estimand(),
        "n 400, 3 sites, one confounder",
        false,
        1,
        random -> {
          List<ComparisonRows> sources = List.of(model.rows(), model.rows(), model.rows());
          for (int i = 0; i < 400; i++) {
            double x = random.nextGaussian();
            boolean treated = random.nextDouble() < 1 / (1 + Math.exp(-0.8 * x));
            double y = x + (treated ? 1 : 0) + random.nextGaussian();
            sources.get(i % 3).add(Scenario.site(i), new double[] {x}, treated, y);
          }
          return model.over(sources).result().map(r -> r.difference().interval());
        });
  }

  /** Risk 0.2 or 0.3 by the confounder's sign, 1.5 times as high in the treated. */
  private static Scenario ratio() {
    ComparisonModel model = new ComparisonModel(MODEL, WeightType.ATE, Optional.empty());
    return new Scenario(
        "weighted ratio",
        WeightType.ATE.estimand() + ", log",
        "n 400, 3 sites, one confounder",
        false,
        1.5,
        random -> {
          List<ComparisonRows> sources = List.of(model.rows(), model.rows(), model.rows());
          for (int i = 0; i < 400; i++) {
            double x = random.nextGaussian();
            boolean treated = random.nextDouble() < 1 / (1 + Math.exp(-0.8 * x));
            double risk = (x > 0 ? 0.3 : 0.2) * (treated ? 1.5 : 1);
            double y = random.nextDouble() < risk ? 1 : 0;
            sources.get(i % 3).add(Scenario.site(i), new double[] {x}, treated, y);
          }
          return model
              .over(sources)
              .result()
              .flatMap(ComparisonResult::ratio)
              .map(ComparisonResult.Weighted::interval);
        });
  }

  /** The shortfalls that the estimator warns of. */
  private static double declared(int sites, PoolingTest test) {
    if (test == PoolingTest.Z) {
      return sites < 10 ? 0.87 : sites < 20 ? 0.9 : 1;
    }
    return sites < 5 ? 0.9 : 1;
  }

  /** Effects vary between sites by 0.3 about 0.5; within, errors run from 0.15 to 0.45. */
  private static Stream<Scenario> pooled(int sites) {
    // DerSimonian–Laird with 3 sites is known to fall far short (0.83), and warns.
    MetaAnalysis moments = new MetaAnalysis(Heterogeneity.DL, PoolingTest.Z, Prediction.NONE, 0.95);
    MetaAnalysis few = MetaAnalysis.ofFewSites(0.95);
    return (sites == 3 ? Stream.of(few) : Stream.of(moments, few))
        .map(
            analysis ->
                new Scenario(
                        "meta-analysis of sites",
                        analysis.method()
                            + (analysis.test() == PoolingTest.Z ? ", z" : ", Hartung–Knapp"),
                        sites + " sites, τ 0.3",
                        false,
                        0.5,
                        random -> {
                          List<SiteEstimate> found = new ArrayList<>();
                          for (int i = 0; i < sites; i++) {
                            double stdErr = 0.15 + 0.3 * i / (sites - 1);
                            double effect = 0.5 + 0.3 * random.nextGaussian();
                            double estimate = effect + stdErr * random.nextGaussian();
                            found.add(new SiteEstimate("site" + i, 0, 0, estimate, stdErr));
                          }
                          return analysis
                              .finish(analysis.partialOf(found))
                              .result()
                              .map(PooledEstimate::interval);
                        })
                    .declaring(declared(sites, analysis.test())));
  }
}
