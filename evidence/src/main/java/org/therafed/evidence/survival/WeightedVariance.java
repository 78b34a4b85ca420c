package org.therafed.evidence.survival;

/** How the variance of a weighted curve is made. */
public enum WeightedVariance {
  /** Greenwood's sum with weighted counts: right for frequency weights only. */
  GREENWOOD("Greenwood variance"),
  /** Infinitesimal jackknife by row, or by cluster: right for sampling weights. */
  ROBUST("robust variance");

  private final String label;

  WeightedVariance(String label) {
    this.label = label;
  }

  /** The words in print. */
  public String label() {
    return label;
  }
}
