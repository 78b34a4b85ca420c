package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxModel.Variance;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxRowsBuilder;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundsDriver;

/**
 * Cox regression on treatment, log hazard ratio −0.5, and a normal covariate, 0.4: exponential
 * survival in whole weeks, so that times tie, uniformly censored up to five years.
 */
final class CoxScenarios {
  private static final double TREATED = -0.5;
  private static final double COVARIATE = 0.4;
  private static final double MEAN_DAYS = 730;
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final CoxModel MODEL =
      CoxModel.of(List.of("treated", "covariate")).testing(Set.of());

  private CoxScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(
        persons(60, Variance.MODEL),
        persons(300, Variance.MODEL),
        persons(60, Variance.ROBUST).declaring(0.92),
        persons(300, Variance.ROBUST),
        clustered(10, 20, Variance.ROBUST_BY_SITE).declaring(0.87),
        clustered(20, 20, Variance.ROBUST_BY_SITE).declaring(0.91),
        clustered(50, 8, Variance.ROBUST_BY_SITE),
        clustered(60, 5, Variance.ROBUST).declaring(0.92),
        bySite(3, 40),
        bySite(12, 10));
  }

  private static Scenario persons(int n, Variance variance) {
    return scenario(
        "Efron, " + (variance == Variance.MODEL ? "model-based" : "robust by persons"),
        "n " + n + ", 56 % events",
        random -> {
          CoxRowsBuilder rows = new CoxRowsBuilder(2);
          for (int i = 0; i < n; i++) {
            rows.add(row(random, Scenario.site(i), random.nextInt(2), random.nextGaussian(), 1));
          }
          Cox cox = new Cox(MODEL.with(variance));
          return cox.finish(rows.partial()).result().map(r -> r.terms().get(0).interval());
        });
  }

  /** Persons of a cluster share 0.3 of a normal variate; a cluster has one treatment. */
  private static Scenario clustered(int clusters, int size, Variance variance) {
    boolean sites = variance == Variance.ROBUST_BY_SITE;
    return scenario(
        "Efron, robust by " + (sites ? "sites" : "clusters"),
        clusters
            + (sites ? " sites of " : " clusters of ")
            + size
            + ", treatment by "
            + (sites ? "site" : "cluster"),
        random -> {
          CoxRowsBuilder rows = new CoxRowsBuilder(2);
          for (int c = 0; c < clusters; c++) {
            double own = random.nextGaussian();
            for (int i = 0; i < size; i++) {
              String label = "c" + c;
              double z = Math.sqrt(0.3) * own + Math.sqrt(0.7) * random.nextGaussian();
              CoxRow row = row(random, label, c % 2, z, random.nextGaussian(), 1);
              rows.add(sites ? row : row.inCluster(label));
            }
          }
          Cox cox = new Cox(MODEL.with(variance));
          return cox.finish(rows.partial()).result().map(r -> r.terms().get(0).interval());
        });
  }

  /** Baseline hazards of the sites run from one to three times the lowest. */
  private static Scenario bySite(int sites, int size) {
    CoxModel model = MODEL.bySite();
    return scenario(
        "Efron, stratified by site, by rounds",
        sites + " sites of " + size + ", 59 % events",
        random -> {
          List<CoxSource> sources = new ArrayList<>();
          for (int s = 0; s < sites; s++) {
            CoxRowsBuilder rows = new CoxRowsBuilder(2);
            double hazard = 0.6 * (1 + 2.0 * s / (sites - 1));
            for (int i = 0; i < size; i++) {
              rows.add(row(random, "s" + s, random.nextInt(2), random.nextGaussian(), hazard));
            }
            sources.add(new CoxSource(rows.partial(), model));
          }
          return RoundsDriver.run(new CoxFit(model), sources)
              .result()
              .map(r -> r.terms().get(0).interval());
        });
  }

  private static Scenario scenario(
      String interval, String conditions, Function<Random, Optional<Interval>> sample) {
    return new Scenario("Cox, log hazard ratio", interval, conditions, false, TREATED, sample);
  }

  private static CoxRow row(
      Random random, String site, int treated, double covariate, double hazard) {
    return row(random, site, treated, random.nextGaussian(), covariate, hazard);
  }

  private static CoxRow row(
      Random random, String site, int treated, double z, double covariate, double hazard) {
    double rate = hazard * Math.exp(TREATED * treated + COVARIATE * covariate) / MEAN_DAYS;
    double death = -Math.log(NORMAL.cumulativeProbability(z)) / rate;
    double end = 5 * 365 * random.nextDouble();
    double weeks = Math.ceil(Math.min(death, end) / 7);
    return CoxRow.of(site, 7 * weeks, death <= end, treated, covariate);
  }
}
