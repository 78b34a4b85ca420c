package org.therafed.evidence.pooling;

/** Quantiles of the prediction interval for a further site, estimate ± quantile·√(se² + τ²). */
public enum Prediction {
  /** No such interval. */
  NONE,
  /** Normal. */
  Z,
  /** Student's t with k − 1 degrees of freedom. */
  T_K_MINUS_1,
  /** Student's t with k − 2 degrees of freedom (Higgins, Thompson &amp; Spiegelhalter 2009). */
  T_K_MINUS_2
}
