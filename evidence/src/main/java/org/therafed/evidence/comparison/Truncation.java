package org.therafed.evidence.comparison;

import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Weights beyond limits are set to the limits: less variance for some bias.
 *
 * @param lower the lower probability or limit
 * @param upper the upper probability or limit
 * @param byQuantile whether the two are probabilities, of the quantiles of all persons' weights;
 *     otherwise they are the limits themselves
 * @see <a href="https://doi.org/10.1093/aje/kwn164">Cole &amp; Hernán 2008</a>
 */
public record Truncation(double lower, double upper, boolean byQuantile) {
  public Truncation {
    if (!(lower >= 0 && lower <= upper && upper <= (byQuantile ? 1 : Double.MAX_VALUE))) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with("truncation from " + lower + " to " + upper);
    }
  }

  /** At quantiles of the weights, such as 0.01 and 0.99. */
  public static Truncation atQuantiles(double lower, double upper) {
    return new Truncation(lower, upper, true);
  }

  /** At limits that are known beforehand. */
  public static Truncation at(double lower, double upper) {
    return new Truncation(lower, upper, false);
  }

  /** The limits for these weights: quantiles by linear interpolation of order statistics. */
  public Truncation limits(double[] weights) {
    if (!byQuantile || weights.length == 0) {
      return this;
    }
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    return at(quantile(sorted, lower), quantile(sorted, upper));
  }

  /** The weight within the limits, which must be known. */
  public double apply(double weight) {
    return Math.min(Math.max(weight, lower), upper);
  }

  /** Hyndman &amp; Fan 1996, type 7. */
  private static double quantile(double[] sorted, double p) {
    double h = (sorted.length - 1) * p;
    int below = (int) h;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
  }
}
