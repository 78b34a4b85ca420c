package org.therafed.evidence.pooling;

/** What the pooled estimate is held against. */
public enum PoolingTest {
  /** Normal quantiles, standard error √(1/Σw). */
  Z,
  /**
   * Student's t with k − 1 degrees of freedom, variance Σw(y − μ)²/((k − 1)Σw), unmodified.
   *
   * @see <a href="https://doi.org/10.1002/sim.791">Hartung &amp; Knapp 2001</a>
   */
  HARTUNG_KNAPP
}
