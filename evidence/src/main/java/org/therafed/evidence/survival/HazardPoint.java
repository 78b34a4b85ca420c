package org.therafed.evidence.survival;

import java.util.OptionalDouble;

/**
 * Cumulative hazard at a time by Nelson–Aalen, H(t) = Σ d/n, with variance Σ d/n² and an interval
 * symmetric in log H, which stays above 0.
 *
 * @param timeDays days
 * @param hazard H just after it, 0 or more
 * @param stdErr standard error of H
 * @param lower pointwise lower limit; none while H is 0
 * @param upper pointwise upper limit; none while H is 0
 * @see <a href="https://doi.org/10.1214/aos/1176344247">Aalen 1978</a>
 */
public record HazardPoint(
    double timeDays, double hazard, double stdErr, OptionalDouble lower, OptionalDouble upper) {

  static HazardPoint of(double timeDays, double hazard, double stdErr, double z) {
    if (hazard == 0) {
      return new HazardPoint(timeDays, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());
    }
    double factor = Math.exp(z * stdErr / hazard);
    return new HazardPoint(
        timeDays,
        hazard,
        stdErr,
        OptionalDouble.of(hazard / factor),
        OptionalDouble.of(hazard * factor));
  }
}
