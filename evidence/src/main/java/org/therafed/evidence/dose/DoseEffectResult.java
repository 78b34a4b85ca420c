package org.therafed.evidence.dose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.ModelResult;
import org.therafed.evidence.rounds.RoundSums;

/**
 * A logistic dose–effect curve, on unrounded data.
 *
 * @param basis n (rows), events (with the effect), sites, unit, method, warnings
 * @param doseUnit unit of dose
 * @param courses courses that the rows are of
 * @param intercept log odds at dose 0
 * @param slope log odds per unit of dose
 * @param clustered whether errors are by course, else model-based
 * @param covariance variance of the intercept, covariance, variance of the slope
 * @param slopeInterval Wald interval of the slope
 * @param slopePValue two-sided Wald test of a flat curve
 * @param likelihoodRatioPValue likelihood-ratio test of the same; takes rows as independent
 * @param logLikelihood at the estimate
 * @param doses doses at the risks asked for, in their order
 */
public record DoseEffectResult(
    Basis basis,
    String doseUnit,
    long courses,
    double intercept,
    double slope,
    boolean clustered,
    List<Double> covariance,
    Interval slopeInterval,
    double slopePValue,
    double likelihoodRatioPValue,
    double logLikelihood,
    List<DoseAtRisk> doses)
    implements ModelResult {
  public DoseEffectResult {
    covariance = List.copyOf(covariance);
    doses = List.copyOf(doses);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(Estimate.of("log odds per " + doseUnit, slope, slopeInterval, "1"));
    all.add(Estimate.of("intercept", intercept, "1"));
    all.add(Estimate.of("p-value", slopePValue, "1").at("test", "Wald"));
    for (DoseAtRisk each : doses) {
      Estimate dose = Estimate.of("dose at risk", each.dose(), doseUnit).at("risk", each.risk());
      all.add(limited(dose, each.delta()).at("interval", "delta method"));
      all.add(limited(dose, each.fieller()).at("interval", "Fieller"));
    }
    return all;
  }

  private static Estimate limited(Estimate dose, Optional<Interval> interval) {
    return interval
        .map(
            i -> dose.within(OptionalDouble.of(i.lower()), OptionalDouble.of(i.upper()), i.level()))
        .orElse(dose);
  }

  /** The slope; the intercept is the baseline. */
  @Override
  public int parameters() {
    return 1;
  }

  /** Dose is a number: there is no level that fewer persons share. */
  @Override
  public OptionalLong smallestLevel() {
    return OptionalLong.of(courses);
  }

  /** The modelled probability at a dose. */
  public double riskAt(double dose) {
    return 1 / (1 + Math.exp(-(intercept + slope * dose)));
  }

  static Finding<DoseEffectResult> of(
      DoseEffect question,
      double[] counts,
      double nullLogLikelihood,
      DoseEffectFit fit,
      RoundSums scores) {
    double[] at = fit.location();
    double[] sums = fit.lastSums();
    double determinant = sums[3] * sums[5] - sums[4] * sums[4];
    // Inverse information on the standardised dose, as [aa, ab, bb].
    double[] v = {sums[5] / determinant, -sums[4] / determinant, sums[3] / determinant};
    boolean clustered = counts[3] < counts[1];
    if (clustered) {
      v = sandwich(v, scores.toArray());
    }
    double mean = at[0];
    double sd = at[1];
    double shift = mean / sd;
    double slope = at[3] / sd;
    double intercept = at[2] - at[3] * shift;
    double[] covariance = {
      v[0] - 2 * shift * v[1] + shift * shift * v[2], (v[1] - shift * v[2]) / sd, v[2] / (sd * sd)
    };
    double error = Math.sqrt(covariance[2]);
    double z = Levels.z(question.level());
    List<DoseAtRisk> doses = new ArrayList<>();
    for (double risk : question.risks()) {
      doses.add(DoseAtRisk.of(risk, at, v, question.level()));
    }
    Basis basis =
        new Basis(
            (long) counts[1],
            (long) counts[2],
            (int) counts[0],
            (clustered ? "cycles" : "courses") + "; log odds per " + question.unit(),
            DoseEffect.METHOD,
            List.of("Converged", "No separation"),
            DoseEffectFit.warnings(counts[2], counts[1] - counts[2], counts[3], clustered));
    return new Estimated<>(
        new DoseEffectResult(
            basis,
            question.unit(),
            (long) counts[3],
            intercept,
            slope,
            clustered,
            List.of(covariance[0], covariance[1], covariance[2]),
            new Interval(slope - z * error, slope + z * error, question.level()),
            error > 0
                ? 2 * new NormalDistribution().cumulativeProbability(-Math.abs(slope / error))
                : 1,
            Gamma.regularizedGammaQ(0.5, Math.max(0, sums[0] - nullLogLikelihood)),
            sums[0],
            doses));
  }

  /** V M V for symmetric 2×2 matrices in the form [aa, ab, bb]. */
  private static double[] sandwich(double[] v, double[] m) {
    double aa = v[0] * m[0] + v[1] * m[1];
    double ab = v[0] * m[1] + v[1] * m[2];
    double ba = v[1] * m[0] + v[2] * m[1];
    double bb = v[1] * m[1] + v[2] * m[2];
    return new double[] {aa * v[0] + ab * v[1], aa * v[1] + ab * v[2], ba * v[1] + bb * v[2]};
  }
}
