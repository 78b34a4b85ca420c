package org.therafed.evidence.cox;

import org.therafed.evidence.rounds.LevelCounts;

/**
 * Where each sum of a round lies, for p covariates and t = p(p+1)/2 (lower triangles by rows).
 *
 * <p>{@code newton}: sites, rows, events, sources that could not tell a number, sum of event times,
 * log likelihood, score (p), information (t), uncentred second moments (p), persons by level
 * ({@link LevelCounts}). {@code final}: clusters, Σ u·uᵀ over clusters (t), and with a test of
 * proportional hazards Σ g·(x − x̄) (p), Σ g·V (t), Σ g²·V (t), where g is the time less the centre
 * that follows the coefficients.
 *
 * @param width p
 */
record CoxLayout(int width) {
  /** The first stage, whose sums are those of {@link CoxScale}. */
  static final String SCALE = "scale";

  static final String NEWTON = "newton";
  static final String FINAL = "final";

  static final int SITES = 0;
  static final int ROWS = 1;
  static final int EVENTS = 2;
  static final int IMPOSSIBLE = 3;
  static final int EVENT_TIME = 4;
  static final int LOG_LIKELIHOOD = 5;

  int triangle() {
    return width * (width + 1) / 2;
  }

  int score() {
    return 6;
  }

  int information() {
    return score() + width;
  }

  int moment() {
    return information() + triangle();
  }

  int levels() {
    return moment() + width;
  }

  int newtonSize() {
    return levels() + LevelCounts.size(width);
  }

  int meat() {
    return 1;
  }

  int timeScore() {
    return meat() + triangle();
  }

  int timeCross() {
    return timeScore() + width;
  }

  int timeInformation() {
    return timeCross() + triangle();
  }

  int finalSize() {
    return timeInformation() + triangle();
  }
}
