package org.therafed.evidence.pooling;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.therafed.evidence.partial.Interval;

/** τ² of estimates y with variances v, by every {@link Heterogeneity}, its error and interval. */
final class Tau2 {
  private static final int MOST_STEPS = 10_000;

  private final double[] y;
  private final double[] v;
  private final int k;

  Tau2(double[] y, double[] v) {
    this.y = y;
    this.v = v;
    this.k = y.length;
  }

  /** Weights 1/(v + τ²), their sums, the mean and what is left about it. */
  static final class Weighted {
    final double[] w;
    final double sum;
    final double sum2;
    final double mean;
    final double rss;
    final double rss2;

    Weighted(double[] y, double[] v, double tau2) {
      w = new double[y.length];
      double s = 0;
      double s2 = 0;
      double wy = 0;
      for (int i = 0; i < w.length; i++) {
        w[i] = 1 / (v[i] + tau2);
        s += w[i];
        s2 += w[i] * w[i];
        wy += w[i] * (y[i] - y[0]);
      }
      sum = s;
      sum2 = s2;
      mean = y[0] + wy / s;
      double r = 0;
      double r2 = 0;
      for (int i = 0; i < w.length; i++) {
        double residual = y[i] - mean;
        r += w[i] * residual * residual;
        r2 += w[i] * w[i] * residual * residual;
      }
      rss = r;
      rss2 = r2;
    }

    /** Trace of the residual projection P = W − W11'W/Σw, without cancellation. */
    double traceP() {
      double trace = 0;
      double[] others = others(w);
      for (int i = 0; i < w.length; i++) {
        trace += w[i] * (others[i] / sum);
      }
      return trace;
    }

    /** Trace of PP, the sum of all squares in P. */
    double tracePP() {
      double[] squares = new double[w.length];
      Arrays.setAll(squares, i -> w[i] * w[i]);
      double[] others = others(w);
      double[] otherSquares = others(squares);
      double trace = 0;
      for (int i = 0; i < w.length; i++) {
        double share = w[i] / sum;
        trace += share * share * (others[i] * others[i] + otherSquares[i]);
      }
      return trace;
    }

    /** For each element the sum of the others, which a difference from the total would lose. */
    private static double[] others(double[] values) {
      double[] others = new double[values.length];
      double before = 0;
      for (int i = 0; i < values.length; i++) {
        others[i] = before;
        before += values[i];
      }
      double after = 0;
      for (int i = values.length - 1; i >= 0; i--) {
        others[i] += after;
        after += values[i];
      }
      return others;
    }
  }

  Weighted at(double tau2) {
    return new Weighted(y, v, tau2);
  }

  double estimate(Heterogeneity method) {
    if (k == 1) {
      return 0;
    }
    return switch (method) {
      case FE -> 0;
      case DL -> {
        Weighted fixed = at(0);
        yield Math.max(0, (fixed.rss - (k - 1)) / fixed.traceP());
      }
      case HE -> hedges();
      case SJ -> {
        double start = crude();
        yield start == 0 ? 0 : start * at(start).rss / (k - 1);
      }
      case PM -> rootOfQ(k - 1.0);
      case ML -> likelihood(false);
      case REML -> likelihood(true);
    };
  }

  /** Asymptotic standard error; empty for the fixed effect and for one site. */
  OptionalDouble stdErr(Heterogeneity method, double tau2) {
    if (k == 1 || method == Heterogeneity.FE) {
      return OptionalDouble.empty();
    }
    Weighted all = at(tau2);
    return OptionalDouble.of(
        Math.sqrt(
            switch (method) {
              case ML -> 2 / all.sum2;
              case REML -> 2 / all.tracePP();
              case PM -> 2.0 * k * k / (k - 1) / (all.sum * all.sum);
              case DL -> {
                Weighted fixed = at(0);
                double p = fixed.traceP();
                yield (2.0 * (k - 1) + 4 * tau2 * p + 2 * tau2 * tau2 * fixed.tracePP()) / (p * p);
              }
              case HE -> hedgesVariance(tau2);
              case SJ -> sidikJonkmanVariance(tau2);
              case FE -> 0;
            }));
  }

  /**
   * The values of τ² whose generalised Q lies within its χ² quantiles (Viechtbauer 2007, Stat Med
   * 26:37); empty for one site, and where even τ² = 0 leaves Q below its lower quantile.
   */
  Optional<Interval> interval(double level) {
    if (k == 1) {
      return Optional.empty();
    }
    ChiSquaredDistribution chi = new ChiSquaredDistribution(k - 1.0, 1e-14);
    double tail = (1 - level) / 2;
    double low = chi.inverseCumulativeProbability(tail);
    if (at(0).rss < low) {
      return Optional.empty();
    }
    double upper = rootOfQ(low);
    double lower = Math.min(rootOfQ(chi.inverseCumulativeProbability(1 - tail)), upper);
    return Optional.of(new Interval(lower, upper, level));
  }

  private double crude() {
    double mean = mean(y);
    double sum = 0;
    for (double value : y) {
      sum += (value - mean) * (value - mean);
    }
    return sum / k;
  }

  private double hedges() {
    return Math.max(0, crude() * k / (k - 1) - mean(v));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The τ² at which Σ(y − μ)²/(v + τ²), which falls in τ², comes to the target; 0 if below. */
  private double rootOfQ(double target) {
    if (at(0).rss <= target) {
      return 0;
    }
    // Q(τ²) is at most Σ(y − ȳ)²/τ², so this τ² leaves it no larger than the target.
    double high = crude() * k / target;
    double low = 0;
    for (int i = 0; i < 2000 && high - low > 2 * Math.ulp(high); i++) {
      double middle = low + (high - low) / 2;
      if (at(middle).rss > target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low + (high - low) / 2;
  }

  /**
   * Fisher scoring from Hedges' value, with halving so that the likelihood never falls, and 0 where
   * that is at least as likely.
   */
  private double likelihood(boolean restricted) {
    double tau2 = hedges();
    double best = logLikelihood(tau2, restricted);
    for (int i = 0; i < MOST_STEPS; i++) {
      Weighted now = at(tau2);
      double step =
          restricted ? (now.rss2 - now.traceP()) / now.tracePP() : (now.rss2 - now.sum) / now.sum2;
      double next = Math.max(0, tau2 + step);
      double reached = logLikelihood(next, restricted);
      for (int half = 0; half < 50 && reached < best - 1e-13 * Math.abs(best); half++) {
        next = tau2 + (next - tau2) / 2;
        reached = logLikelihood(next, restricted);
      }
      boolean still = Math.abs(next - tau2) <= 1e-15 * next;
      tau2 = next;
      best = reached;
      if (still) {
        break;
      }
    }
    return logLikelihood(0, restricted) >= best ? 0 : tau2;
  }

  private double logLikelihood(double tau2, boolean restricted) {
    Weighted now = at(tau2);
    double twice = -now.rss - (restricted ? Math.log(now.sum) : 0);
    for (double w : now.w) {
      twice += Math.log(w);
    }
    return twice / 2;
  }

  private double hedgesVariance(double tau2) {
    double sum = 0;
    double squares = 0;
    for (double value : v) {
      sum += value;
      squares += value * value;
    }
    double pvpv = squares * (1 - 2.0 / k) + sum * sum / ((double) k * k);
    double pv = sum * (1 - 1.0 / k);
    return (2 * pvpv + 4 * tau2 * pv + 2 * tau2 * tau2 * (k - 1)) / ((k - 1.0) * (k - 1));
  }

  private double sidikJonkmanVariance(double tau2) {
    double start = crude();
    if (start == 0) {
      return 0;
    }
    Weighted s = at(start);
    double w2v2 = 0;
    double w3v2 = 0;
    double w2v = 0;
    double ppv = 0;
    for (int i = 0; i < k; i++) {
      double w = s.w[i];
      w2v2 += w * w * v[i] * v[i];
      w3v2 += w * w * w * v[i] * v[i];
      w2v += w * w * v[i];
      ppv += v[i] * (w * w - 2 * w * w * w / s.sum + w * w * s.sum2 / (s.sum * s.sum));
    }
    double pvpv = w2v2 - 2 * w3v2 / s.sum + (w2v / s.sum) * (w2v / s.sum);
    return start
        * start
        * (2 * pvpv + 4 * tau2 * ppv + 2 * tau2 * tau2 * s.tracePP())
        / ((k - 1.0) * (k - 1));
  }
}
