package org.therafed.evidence.competing;

/** How a person who had a competing event at T is weighted later on: by G(t−)/G(T−). */
public enum FineGrayWeights {
  /**
   * The product's default. G is the Kaplan–Meier of censoring with deaths leaving the risk set
   * first at a tie; the robust variance takes G as known.
   */
  DEATHS_FIRST("finegray"),
  /**
   * G is the reverse Kaplan–Meier, where deaths at a tied time are still at risk of censoring; the
   * variance accounts for estimating G, as in Fine and Gray's paper. Differs from the default only
   * where events and censorings share a time.
   */
  REVERSE("crr");

  private final String model;

  FineGrayWeights(String model) {
    this.model = model;
  }

  /** As the rounds protocol names the model. */
  String model() {
    return "fine-gray/" + model;
  }
}
