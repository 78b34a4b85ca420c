package org.therafed.evidence.longitudinal.mixed;

import java.util.ArrayList;
import java.util.List;

/**
 * A variance for each declared visit and a covariance for each pair: nothing is assumed of how
 * measurements of one person hang together.
 *
 * @param visits how many are declared; a measurement's {@code at} is the visit's index from 0
 */
public record Unstructured(int visits) implements CovarianceStructure {

  @Override
  public String name() {
    return "unstructured";
  }

  @Override
  public List<String> parameters() {
    List<String> names = new ArrayList<>();
    for (int a = 0; a < visits; a++) {
      for (int b = 0; b <= a; b++) {
        names.add(a == b ? "variance " + (a + 1) : "covariance " + (b + 1) + "," + (a + 1));
      }
    }
    return names;
  }

  @Override
  public double basis(int k, double atI, double atJ, boolean same) {
    int a = (int) Math.max(atI, atJ);
    int b = (int) Math.min(atI, atJ);
    return a * (a + 1) / 2 + b == k ? 1 : 0;
  }

  @Override
  public double[] start(double variance) {
    double[] start = new double[visits * (visits + 1) / 2];
    for (int a = 0; a < visits; a++) {
      start[a * (a + 1) / 2 + a] = variance;
    }
    return start;
  }

  @Override
  public boolean admissible(double[] parameters) {
    double[][] sigma = new double[visits][visits];
    for (int a = 0; a < visits; a++) {
      for (int b = 0; b <= a; b++) {
        sigma[a][b] = parameters[a * (a + 1) / 2 + b];
        sigma[b][a] = sigma[a][b];
      }
    }
    return Cholesky.of(sigma).isPresent();
  }
}
