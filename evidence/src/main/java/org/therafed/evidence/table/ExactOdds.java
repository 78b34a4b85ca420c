package org.therafed.evidence.table;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Gamma;

/**
 * The odds ratio given both margins of a two-by-two table: Fisher's test, the conditional maximum
 * likelihood estimate, and the exact limits.
 *
 * @param value conditional maximum likelihood estimate; empty if it is infinite
 * @param limits exact limits, tails of equal size
 * @param pValue two-sided: tables no likelier than the one seen, to 1e-7 relative
 * @see <a href="https://doi.org/10.2307/2340521">Fisher 1935, J R Stat Soc 98:39</a>
 */
public record ExactOdds(OptionalDouble value, Limits limits, double pValue) {

  /** Above this smaller margin the exact sums are not made: they would differ from the score's. */
  public static final long LARGEST_MARGIN = 1_000_000;

  /** Computes all three; both margins must be positive and below {@link #LARGEST_MARGIN}. */
  static ExactOdds of(Cells t, double level) {
    Support s = new Support(t);
    double tail = (1 - level) / 2;
    double lower = t.a() == s.low ? 0 : Math.exp(root(log -> s.above(t.a(), log) - tail, true));
    double upper =
        t.a() == s.high
            ? Double.POSITIVE_INFINITY
            : Math.exp(root(log -> s.below(t.a(), log) - tail, false));
    OptionalDouble value;
    if (t.a() == s.high) {
      value = OptionalDouble.empty();
    } else if (t.a() == s.low) {
      value = OptionalDouble.of(0);
    } else {
      value = OptionalDouble.of(Math.exp(root(log -> s.mean(log) - t.a(), true)));
    }
    return new ExactOdds(value, Limits.of(lower, upper, level), s.twoSided(t.a()));
  }

  /** The zero of a monotone function of the log odds ratio, by halving a growing bracket. */
  private static double root(DoubleUnaryOperator f, boolean rising) {
    double low = -1;
    double high = 1;
    for (int i = 0; i < 10 && f.applyAsDouble(low) > 0 == rising; i++) {
      low *= 2;
    }
    for (int i = 0; i < 10 && f.applyAsDouble(high) > 0 != rising; i++) {
      high *= 2;
    }
    for (int i = 0; i < 200 && high - low > 1e-14 * Math.max(1, Math.abs(low)); i++) {
      double middle = (low + high) / 2;
      if (f.applyAsDouble(middle) > 0 == rising) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The possible values of the first cell and their log probabilities without any effect. */
  private static final class Support {
    private final long low;
    private final long high;
    private final double[] log;

    Support(Cells t) {
      long m = t.n1();
      long n = t.n2();
      long k = t.events();
      low = Math.max(0, k - n);
      high = Math.min(k, m);
      log = new double[(int) (high - low + 1)];
      double all = choose(m + n, k);
      for (int i = 0; i < log.length; i++) {
        log[i] = choose(m, low + i) + choose(n, k - low - i) - all;
      }
    }

    private static double choose(long n, long k) {
      return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }

    double mean(double logOdds) {
      return weighted(logOdds, low, high, true);
    }

    /** P(X ≥ a). */
    double above(long a, double logOdds) {
      return weighted(logOdds, a, high, false);
    }

    /** P(X ≤ a). */
    double below(long a, double logOdds) {
      return weighted(logOdds, low, a, false);
    }

    private double weighted(double logOdds, long from, long to, boolean mean) {
      double top = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < log.length; i++) {
        top = Math.max(top, log[i] + logOdds * i);
      }
      double sum = 0;
      double part = 0;
      for (int i = 0; i < log.length; i++) {
        double weight = Math.exp(log[i] + logOdds * i - top);
        sum += weight;
        if (low + i >= from && low + i <= to) {
          part += mean ? weight * (low + i) : weight;
        }
      }
      return part / sum;
    }

    double twoSided(long a) {
      double bound = log[(int) (a - low)] + Math.log1p(1e-7);
      double sum = 0;
      double all = 0;
      for (double each : log) {
        double p = Math.exp(each);
        all += p;
        sum += each <= bound ? p : 0;
      }
      return Math.min(1, sum / all);
    }
  }
}
