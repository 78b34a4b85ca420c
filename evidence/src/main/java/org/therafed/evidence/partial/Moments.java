package org.therafed.evidence.partial;

/**
 * Count, mean and sum of squared deviations. Merging is stable; it agrees with the pooled
 * computation to 1e-12 relative. What holds moments refuses impossible ones by {@link #check}, so
 * that the fault tells what was counted.
 *
 * @param n values
 * @param mean their mean
 * @param m2 sum of squared deviations from the mean
 * @see <a href="https://doi.org/10.2307/2683386">Chan, Golub &amp; LeVeque 1983</a>
 */
public record Moments(long n, double mean, double m2) {

  /** Of no values. */
  public static final Moments NONE = new Moments(0, 0, 0);

  /**
   * Refuses moments that no finite values have.
   *
   * @param fault to throw
   * @throws EvidenceFault if these are such
   */
  public void check(EvidenceCode fault) {
    if (n < 0 || !Double.isFinite(mean) || !(m2 >= 0 && Double.isFinite(m2))) {
      throw fault.with("mean " + mean);
    }
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
        m2 + other.m2 + delta * delta * ((double) n * other.n / all));
  }

  /** With one value more. */
  public Moments with(double value) {
    return plus(new Moments(1, value, 0));
  }

  /** Collects values one by one (Welford 1962). */
  public static final class Running {
    private long n;
    private double mean;
    private double m2;

    /** Takes one value. */
    public void add(double value) {
      n++;
      double delta = value - mean;
      mean += delta / n;
      m2 += delta * (value - mean);
    }

    /** Those so far. */
    public Moments moments() {
      return new Moments(n, mean, m2);
    }
  }
}
