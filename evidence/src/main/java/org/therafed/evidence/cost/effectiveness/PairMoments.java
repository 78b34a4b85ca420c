package org.therafed.evidence.cost.effectiveness;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * Count, means, and sums of squared and crossed deviations of cost and effect; merging is stable
 * (Chan, Golub &amp; LeVeque 1983, Am Stat 37:242).
 *
 * @param n persons
 * @param cost mean
 * @param effect mean
 * @param costSquares Σ (cost − mean)²
 * @param effectSquares Σ (effect − mean)²
 * @param cross Σ (cost − mean)(effect − mean)
 */
public record PairMoments(
    long n, double cost, double effect, double costSquares, double effectSquares, double cross) {
  static final PairMoments NONE = new PairMoments(0, 0, 0, 0, 0, 0);

  public PairMoments {
    if (n < 0 || !(costSquares >= 0) || !(effectSquares >= 0)) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("moments of " + n);
    }
    for (double value : new double[] {cost, effect, costSquares, effectSquares, cross}) {
      if (!Double.isFinite(value)) {
        throw EvidenceCode.COST_NOT_FINITE.with(value);
      }
    }
  }

  static PairMoments of(double cost, double effect) {
    return new PairMoments(1, cost, effect, 0, 0, 0);
  }

  PairMoments plus(PairMoments other) {
    if (other.n == 0) {
      return this;
    }
    if (n == 0) {
      return other;
    }
    double all = (double) n + other.n;
    double costGap = other.cost - cost;
    double effectGap = other.effect - effect;
    double both = n * (other.n / all);
    return new PairMoments(
        n + other.n,
        cost + costGap * other.n / all,
        effect + effectGap * other.n / all,
        costSquares + other.costSquares + costGap * costGap * both,
        effectSquares + other.effectSquares + effectGap * effectGap * both,
        cross + other.cross + costGap * effectGap * both);
  }

  /** Variance of the mean cost. */
  double costVariance() {
    return costSquares / (n - 1) / n;
  }

  double effectVariance() {
    return effectSquares / (n - 1) / n;
  }

  double covariance() {
    return cross / (n - 1) / n;
  }
}
