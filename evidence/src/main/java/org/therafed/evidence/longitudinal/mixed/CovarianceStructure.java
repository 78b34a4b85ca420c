package org.therafed.evidence.longitudinal.mixed;

import java.util.List;

/**
 * A covariance of one person's measurements that is linear in its parameters: V = Σ θₖ Vₖ, Vₖ known
 * from when they were taken.
 */
public interface CovarianceStructure {

  /** As methods and messages call it, such as {@code unstructured}. */
  String name();

  /** The parameters' names, in their order. */
  List<String> parameters();

  /** Element (i, j) of Vₖ for measurements taken at these visits or times. */
  double basis(int k, double atI, double atJ, boolean same);

  /** Parameters to start from, admissible. */
  double[] start(double variance);

  /** Whether every covariance these parameters give is positive definite. */
  boolean admissible(double[] parameters);
}
