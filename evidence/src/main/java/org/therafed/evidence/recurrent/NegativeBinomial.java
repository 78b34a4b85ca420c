package org.therafed.evidence.recurrent;

import java.util.List;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Likelihood of counts with mean μ = rate·exposure and variance μ + αμ² in two arms. With α the
 * dispersion, log f(y) = Σ_{k&lt;y} log(1+αk) − (y + 1/α)·log(1+αμ) + y·log μ − log y!, which at α
 * = 0 is Poisson's. Constants are left out.
 */
final class NegativeBinomial {
  /** Dispersion beyond which counts are all but a yes or no. */
  private static final double MOST = 1e6;

  /** Dispersion below which the fit is Poisson's to rounding. */
  private static final double LEAST = 1e-9;

  private final ExposureCells reference;
  private final ExposureCells comparator;

  NegativeBinomial(ExposureCells reference, ExposureCells comparator) {
    this.reference = reference;
    this.comparator = comparator;
  }

  /**
   * A point of the likelihood.
   *
   * @param alpha dispersion
   * @param logRate of the reference arm
   * @param logRatio comparator to reference
   * @param value the log likelihood without constants
   */
  record Fit(double alpha, double logRate, double logRatio, double value) {}

  /** The summit: each arm's rate given the dispersion, and the dispersion that does best. */
  Fit best() {
    double alpha =
        dispersion(
            a ->
                score(reference, rate(a, reference), a)
                    + score(comparator, rate(a, comparator), a));
    double one = rate(alpha, reference);
    double two = rate(alpha, comparator);
    return new Fit(
        alpha, one, two - one, value(reference, one, alpha) + value(comparator, two, alpha));
  }

  /** The best point at a given log ratio. */
  Fit at(double logRatio) {
    double alpha =
        dispersion(
            a -> {
              double b = rate(a, logRatio);
              return score(reference, b, a) + score(comparator, b + logRatio, a);
            });
    double b = rate(alpha, logRatio);
    return new Fit(
        alpha, b, logRatio, value(reference, b, alpha) + value(comparator, b + logRatio, alpha));
  }

  /** Expected information on one arm's log rate: Σ μ/(1+αμ). */
  static double information(ExposureCells cells, double logRate, double alpha) {
    double rate = Math.exp(logRate);
    double sum = 0;
    for (int i = 0; i < cells.size(); i++) {
      double mean = rate * cells.exposure(i);
      sum += cells.persons(i) * mean / (1 + alpha * mean);
    }
    return sum;
  }

  /**
   * Where the profile score in α crosses 0 from above; 0 if it never rises, infinite if it does.
   */
  private static double dispersion(UnivariateFunction score) {
    if (score.value(LEAST) <= 0) {
      return 0;
    }
    double upper = 1e-3;
    while (score.value(upper) > 0) {
      upper *= 8;
      if (upper > MOST) {
        return Double.POSITIVE_INFINITY;
      }
    }
    double lower = upper > 1e-3 ? upper / 8 : LEAST;
    return Math.exp(
        new BrentSolver(1e-13, 1e-13, 0)
            .solve(400, a -> score.value(Math.exp(a)), Math.log(lower), Math.log(upper)));
  }

  private double rate(double alpha, ExposureCells cells) {
    return newton(alpha, List.of(cells), 0, Math.log(cells.allEvents() / cells.allExposure()));
  }

  private double rate(double alpha, double logRatio) {
    double exposure = reference.allExposure() + Math.exp(logRatio) * comparator.allExposure();
    double start = Math.log((reference.allEvents() + comparator.allEvents()) / exposure);
    return newton(alpha, List.of(reference, comparator), logRatio, start);
  }

  /** Maximises over the log rate: concave in it, so Newton with capped steps does not stray. */
  private static double newton(
      double alpha, List<ExposureCells> arms, double logRatio, double start) {
    double b = start;
    for (int round = 0; round < 200; round++) {
      double[] slopes = new double[2];
      for (int arm = 0; arm < arms.size(); arm++) {
        slopes(arms.get(arm), b + arm * logRatio, alpha, slopes);
      }
      double step = Math.max(-2, Math.min(2, slopes[0] / slopes[1]));
      b += step;
      if (Math.abs(step) <= 1e-14 * Math.max(1, Math.abs(b))) {
        break;
      }
    }
    return b;
  }

  private static void slopes(ExposureCells cells, double logRate, double alpha, double[] into) {
    double rate = Math.exp(logRate);
    for (int i = 0; i < cells.size(); i++) {
      double mean = rate * cells.exposure(i);
      double spread = 1 + alpha * mean;
      int y = cells.events(i);
      into[0] += cells.persons(i) * (y - mean) / spread;
      into[1] += cells.persons(i) * mean * (1 + alpha * y) / (spread * spread);
    }
  }

  private static double value(ExposureCells cells, double logRate, double alpha) {
    double rate = Math.exp(logRate);
    double sum = 0;
    for (int i = 0; i < cells.size(); i++) {
      double mean = rate * cells.exposure(i);
      int y = cells.events(i);
      double one = y * Math.log(mean) + RisingSums.logs(y, alpha);
      one -= alpha == 0 ? mean : (y + 1 / alpha) * Math.log1p(alpha * mean);
      sum += cells.persons(i) * one;
    }
    return sum;
  }

  /** Derivative in α. */
  private static double score(ExposureCells cells, double logRate, double alpha) {
    double rate = Math.exp(logRate);
    double sum = 0;
    for (int i = 0; i < cells.size(); i++) {
      double mean = rate * cells.exposure(i);
      int y = cells.events(i);
      double one =
          mean * mean * curve(alpha * mean)
              - y * mean / (1 + alpha * mean)
              + RisingSums.slopes(y, alpha);
      sum += cells.persons(i) * one;
    }
    return sum;
  }

  /** (log(1+v) − v/(1+v))/v², by its series where the difference would lose digits. */
  private static double curve(double v) {
    if (v > 0.02) {
      return (Math.log1p(v) - v / (1 + v)) / (v * v);
    }
    double sum = 0;
    double power = 1;
    for (int m = 2; m <= 11; m++) {
      sum += power * (m - 1) / m;
      power *= -v;
    }
    return sum;
  }
}
