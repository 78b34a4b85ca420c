package org.therafed.evidence.dose;

import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/**
 * The dose at which a probability is reached, such as TD5.
 *
 * @param risk the probability
 * @param dose the dose; empty if there is none
 * @param delta interval by the delta method; empty with the dose
 * @param fieller Fieller's interval; empty with the dose, or if it is unbounded
 * @param remark why something is empty, or what to beware of; empty if nothing
 */
public record DoseAtRisk(
    double risk,
    OptionalDouble dose,
    Optional<Interval> delta,
    Optional<Interval> fieller,
    String remark) {

  /**
   * From the fit on the standardised dose.
   *
   * @param at mean, standard deviation, intercept, slope
   * @param v variance of the intercept, covariance, variance of the slope
   */
  static DoseAtRisk of(double risk, double[] at, double[] v, double level) {
    double target = Math.log(risk / (1 - risk)) - at[2];
    double slope = at[3];
    // A slope within rounding of 0 would put the dose anywhere.
    if (!(slope > 1e-9)) {
      return none(risk, "The risk does not rise with dose.");
    }
    double standardised = target / slope;
    double dose = at[0] + at[1] * standardised;
    if (dose < 0) {
      return none(risk, "The risk is above this already at dose 0.");
    }
    double z = Levels.z(level);
    double variance =
        (v[0] + 2 * standardised * v[1] + standardised * standardised * v[2]) / (slope * slope);
    double half = z * Math.sqrt(Math.max(0, variance)) * at[1];
    Optional<Interval> fieller = fieller(target, slope, at, v, z, level);
    String remark = "";
    if (fieller.isEmpty()) {
      remark = "The slope does not differ from 0 at this level: Fieller's interval is unbounded.";
    } else if (Math.abs(standardised) > 3) {
      remark = "The dose lies far from those given: an extrapolation.";
    }
    return new DoseAtRisk(
        risk,
        OptionalDouble.of(dose),
        Optional.of(new Interval(dose - half, dose + half, level)),
        fieller,
        remark);
  }

  /**
   * Doses t with (target − slope·t)² ≤ z²(Vaa + 2 t Vab + t² Vbb): bounded if the slope differs.
   */
  private static Optional<Interval> fieller(
      double target, double slope, double[] at, double[] v, double z, double level) {
    double a = slope * slope - z * z * v[2];
    double b = -(slope * target + z * z * v[1]);
    double c = target * target - z * z * v[0];
    double root = b * b - a * c;
    if (!(a > 1e-12 * slope * slope) || !(root >= 0)) {
      return Optional.empty();
    }
    double low = (-b - Math.sqrt(root)) / a;
    double high = (-b + Math.sqrt(root)) / a;
    return Optional.of(new Interval(at[0] + at[1] * low, at[0] + at[1] * high, level));
  }

  private static DoseAtRisk none(double risk, String why) {
    return new DoseAtRisk(risk, OptionalDouble.empty(), Optional.empty(), Optional.empty(), why);
  }
}
