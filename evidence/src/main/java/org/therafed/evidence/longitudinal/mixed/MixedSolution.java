package org.therafed.evidence.longitudinal.mixed;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.partial.Interval;

/**
 * A converged fit: fixed effects with their covariance, covariance parameters with the information
 * on them.
 *
 * @see <a href="https://doi.org/10.2307/3002019">Satterthwaite 1946, Biometrics Bulletin 2:110</a>
 */
public final class MixedSolution {
  private final long persons;
  private final long measurements;
  private final double logLikelihood;
  private final double[] effects;
  private final double[][] covariance;
  private final double[][][] derivatives;
  private final double[][] thetaCovariance;
  private final Map<String, Double> theta;

  MixedSolution(
      CovarianceStructure structure,
      double[] theta,
      RestrictedLikelihood at,
      double[][][] derivatives,
      double[][] thetaCovariance) {
    this.persons = at.persons();
    this.measurements = at.measurements();
    this.logLikelihood = at.value();
    this.effects = at.effects();
    this.covariance = at.covariance();
    this.derivatives = derivatives;
    this.thetaCovariance = thetaCovariance;
    LinkedHashMap<String, Double> named = new LinkedHashMap<>();
    for (int k = 0; k < theta.length; k++) {
      named.put(structure.parameters().get(k), theta[k]);
    }
    this.theta = Collections.unmodifiableMap(named);
  }

  /** Persons with at least one measurement. */
  public long persons() {
    return persons;
  }

  /** Measurements of all persons. */
  public long measurements() {
    return measurements;
  }

  /** Restricted log-likelihood, with its constant. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Covariance parameters by name, in the outcome's squared unit. */
  public Map<String, Double> covarianceParameters() {
    return theta;
  }

  /**
   * A linear combination of the fixed effects.
   *
   * @param weights by effect
   * @param level confidence level
   */
  public Contrast contrast(double[] weights, double level) {
    double value = 0;
    for (int e = 0; e < effects.length; e++) {
      value += weights[e] * effects[e];
    }
    double variance = quadratic(covariance, weights);
    double[] gradient =
        Arrays.stream(derivatives).mapToDouble(d -> quadratic(d, weights)).toArray();
    double df = 2 * variance * variance / quadratic(thetaCovariance, gradient);
    double stdErr = Math.sqrt(variance);
    TDistribution t = new TDistribution(df);
    double half = stdErr * t.inverseCumulativeProbability(0.5 + level / 2);
    return new Contrast(
        value,
        stdErr,
        df,
        new Interval(value - half, value + half, level),
        2 * t.cumulativeProbability(-Math.abs(value) / stdErr));
  }

  private static double quadratic(double[][] matrix, double[] vector) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        sum += vector[i] * matrix[i][j] * vector[j];
      }
    }
    return sum;
  }
}
