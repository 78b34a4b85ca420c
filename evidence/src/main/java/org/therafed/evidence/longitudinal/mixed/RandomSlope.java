package org.therafed.evidence.longitudinal.mixed;

import java.util.List;

/**
 * A random intercept and slope for each person and independent residuals (Laird &amp; Ware 1982,
 * Biometrics 38:963): var(intercept) + cov·(tᵢ + tⱼ) + var(slope)·tᵢtⱼ, and σ² where i = j.
 */
public record RandomSlope() implements CovarianceStructure {

  @Override
  public String name() {
    return "random intercept and slope";
  }

  @Override
  public List<String> parameters() {
    return List.of(
        "variance of the intercept",
        "covariance of intercept and slope",
        "variance of the slope",
        "residual variance");
  }

  @Override
  public double basis(int k, double atI, double atJ, boolean same) {
    return switch (k) {
      case 0 -> 1;
      case 1 -> atI + atJ;
      case 2 -> atI * atJ;
      default -> same ? 1 : 0;
    };
  }

  @Override
  public double[] start(double variance) {
    return new double[] {variance / 2, 0, variance / 20, variance / 2};
  }

  @Override
  public boolean admissible(double[] parameters) {
    double covariance = parameters[1];
    return parameters[0] > 0
        && parameters[2] > 0
        && parameters[3] > 0
        && parameters[0] * parameters[2] > covariance * covariance;
  }
}
