package org.therafed.evidence.survival;

/** Scale on which the pointwise interval of a survival probability is symmetric. */
public enum ConfidenceBand {
  /**
   * log(−log S), the default: stays within 0 and 1. Kalbfleisch &amp; Prentice 2002, section 1.4.
   */
  LOG_LOG("log–log"),
  /** log S, upper limit cut at 1. */
  LOG("log"),
  /** S itself, cut at 0 and 1. */
  PLAIN("plain");

  private final String label;

  ConfidenceBand(String label) {
    this.label = label;
  }

  /** The word in print. */
  public String label() {
    return label;
  }

  /**
   * Lower limit.
   *
   * @param survival above 0, at most 1
   * @param stdErr standard error of the survival probability
   * @param z normal quantile
   */
  public double lower(double survival, double stdErr, double z) {
    return limit(survival, stdErr, -z);
  }

  /** Upper limit; arguments as for {@link #lower}. */
  public double upper(double survival, double stdErr, double z) {
    return limit(survival, stdErr, z);
  }

  private double limit(double survival, double stdErr, double z) {
    if (survival >= 1) {
      // No event yet: there is no variance to make limits of. R's survfit says 1 on the scales of
      // log S and S, and nothing on that of log(-log S).
      return 1;
    }
    return switch (this) {
      case LOG_LOG -> Math.pow(survival, Math.exp(z * stdErr / (survival * Math.log(survival))));
      case LOG -> Math.min(1, survival * Math.exp(z * stdErr / survival));
      case PLAIN -> Math.min(1, Math.max(0, survival + z * stdErr));
    };
  }
}
