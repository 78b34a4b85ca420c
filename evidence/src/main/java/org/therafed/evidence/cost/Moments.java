package org.therafed.evidence.cost;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * Count, mean and sum of squared deviations of amounts, and the largest in absolute value. Merging
 * is stable; it agrees with the pooled computation to 1e-12 relative.
 *
 * @param n amounts
 * @param mean their mean
 * @param m2 sum of squared deviations from the mean
 * @param largest largest absolute amount; internal to disclosure control, never published
 * @see <a href="https://doi.org/10.2307/2683386">Chan, Golub &amp; LeVeque 1983</a>
 */
public record Moments(long n, double mean, double m2, double largest) {

  /** Of no amounts. */
  public static final Moments NONE = new Moments(0, 0, 0, 0);

  public Moments {
    if (n < 0 || !Double.isFinite(mean) || !Double.isFinite(m2) || !Double.isFinite(largest)) {
      throw EvidenceCode.COST_NOT_FINITE.with(mean);
    }
    if (m2 < 0 || largest < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("less than 0");
    }
  }

  /** Of one amount. */
  public static Moments of(double amount) {
    return new Moments(1, amount, 0, Math.abs(amount));
  }

  /** Both together. */
  public Moments plus(Moments other) {
    if (other.n == 0) {
      return this;
    }
    if (n == 0) {
      return other;
    }
    long all = n + other.n;
    double delta = other.mean - mean;
    return new Moments(
        all,
        mean + delta * other.n / all,
        m2 + other.m2 + delta * delta * ((double) n * other.n / all),
        Math.max(largest, other.largest));
  }

  /**
   * The same with further amounts of zero, so that there are {@code all} in total.
   *
   * @param all at least n
   */
  public Moments withZerosUpTo(long all) {
    return plus(new Moments(all - n, 0, 0, 0));
  }

  /** Collects amounts one by one (Welford 1962). */
  public static final class Running {
    private long n;
    private double mean;
    private double m2;
    private double largest;

    /** Takes one amount. */
    public void add(double amount) {
      n++;
      double delta = amount - mean;
      mean += delta / n;
      m2 += delta * (amount - mean);
      largest = Math.max(largest, Math.abs(amount));
    }

    /** Those so far. */
    public Moments moments() {
      return new Moments(n, mean, m2, largest);
    }
  }
}
