package org.therafed.evidence.partial;

import java.util.OptionalLong;

/** A fitted regression model, of which the publication door asks more than of a rate. */
public interface ModelResult extends Result {

  /** Coefficients fitted, stratum effects and baselines left out. */
  int parameters();

  /**
   * Fewest persons at any level of a covariate that has levels; empty if that was not counted, and
   * then the model is not published. A model of numeric covariates only has as many as {@link #n}.
   */
  default OptionalLong smallestLevel() {
    return OptionalLong.empty();
  }
}
