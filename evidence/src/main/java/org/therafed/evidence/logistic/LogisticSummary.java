package org.therafed.evidence.logistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.LevelCounts;

/** From the maximum in centred and scaled covariates to the result in the covariates' own units. */
final class LogisticSummary {
  private final LogisticModel model;
  private final double[] counts;
  private final double[] means;
  private final double[] scales;
  private final double[] beta;
  private final int q;

  LogisticSummary(
      LogisticModel model, double[] counts, double[] means, double[] scales, double[] beta) {
    this.model = model;
    this.counts = counts;
    this.means = means;
    this.scales = scales;
    this.beta = beta;
    this.q = means.length;
  }

  Finding<LogisticResult> result(
      double[] information,
      double[] meat,
      double logLikelihood,
      double logLikelihoodNull,
      double scoreNull,
      int rounds) {
    int p = q + 1;
    double[][] bread = Factor.of(information, p, 0).inverse();
    double[][] scaled = meat == null ? bread : sandwich(bread, meat);
    double[][] modelBased = unscale(bread);
    double[][] used = unscale(scaled);
    double[] coefficients = coefficients();
    double z = Levels.z(model.level());
    List<LogisticTerm> terms = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      double b = coefficients[j];
      double stdErr = Math.sqrt(used[j][j]);
      double modelStdErr = Math.sqrt(modelBased[j][j]);
      if (!(stdErr > 0) || !(modelStdErr > 0) || !Double.isFinite(b / stdErr)) {
        return new NotEstimable<>(model.method(), "the variance of a coefficient is 0");
      }
      terms.add(
          new LogisticTerm(
              j == 0 ? LogisticResult.INTERCEPT : model.design().terms().get(j - 1),
              b,
              modelStdErr,
              stdErr,
              b / stdErr,
              Erf.erfc(Math.abs(b / stdErr) / Math.sqrt(2)),
              new Interval(b - z * stdErr, b + z * stdErr, model.level())));
    }
    return new Estimated<>(
        new LogisticResult(
            basis(),
            terms,
            Arrays.stream(modelBased).map(r -> Arrays.stream(r).boxed().toList()).toList(),
            logLikelihood,
            logLikelihoodNull,
            test(2 * (logLikelihood - logLikelihoodNull)),
            test(wald(scaled)),
            test(scoreNull),
            rounds,
            OptionalLong.of(
                LevelCounts.smallest(counts, LogisticRows.levelsAt(model.sites().size(), q), q))));
  }

  private double[] coefficients() {
    double[] own = new double[q + 1];
    own[0] = beta[0];
    for (int j = 1; j <= q; j++) {
      own[j] = beta[j] / scales[j - 1];
      own[0] -= own[j] * means[j - 1];
    }
    return own;
  }

  private static double[][] sandwich(double[][] bread, double[] meat) {
    int p = bread.length;
    double[][] out = new double[p][p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        double sum = 0;
        for (int i = 0; i < p; i++) {
          for (int j = 0; j < p; j++) {
            int k = i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
            sum += bread[a][i] * meat[k] * bread[j][b];
          }
        }
        out[a][b] = sum;
      }
    }
    return out;
  }

  /** The covariance in the covariates' own units: T C T', T the map of the coefficients. */
  private double[][] unscale(double[][] c) {
    int p = q + 1;
    double[][] t = new double[p][p];
    t[0][0] = 1;
    for (int j = 1; j < p; j++) {
      t[j][j] = 1 / scales[j - 1];
      t[0][j] = -means[j - 1] / scales[j - 1];
    }
    double[][] tc = new double[p][p];
    double[][] out = new double[p][p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        for (int i = 0; i < p; i++) {
          tc[a][b] += t[a][i] * c[i][b];
        }
      }
    }
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        for (int i = 0; i < p; i++) {
          out[a][b] += tc[a][i] * t[b][i];
        }
      }
    }
    return out;
  }

  private double wald(double[][] scaled) {
    double[] lower = new double[q * (q + 1) / 2];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        lower[i * (i + 1) / 2 + j] = scaled[i + 1][j + 1];
      }
    }
    Factor factor = Factor.of(lower, q, 1e-14);
    return factor.size() < q ? 0 : factor.quadratic(Arrays.copyOfRange(beta, 1, q + 1));
  }

  private LogisticResult.Test test(double chiSquared) {
    double value = Math.max(0, chiSquared);
    return new LogisticResult.Test(
        value, q, q == 0 ? 1 : Gamma.regularizedGammaQ(q / 2.0, value / 2));
  }

  private Basis basis() {
    int sites = 0;
    for (int i = 0; i < model.sites().size(); i++) {
      sites += counts[5 + i] > 0 ? 1 : 0;
    }
    List<String> warnings = new ArrayList<>();
    double rarer = Math.min(counts[1], counts[0] - counts[1]);
    if (rarer < 10.0 * q) {
      warnings.add("Fewer than 10 events, or non-events, per term: estimates are unstable.");
    }
    boolean weighted = counts[2] != counts[0];
    if (weighted && !model.robust()) {
      warnings.add("The standard errors take weights for counts of persons.");
    }
    return new Basis(
        Math.round(counts[0]),
        Math.round(counts[1]),
        sites,
        "persons; log odds ratio",
        model.method(),
        List.of("no collinear terms", "no separation: the likelihood has a finite maximum"),
        warnings);
  }
}
