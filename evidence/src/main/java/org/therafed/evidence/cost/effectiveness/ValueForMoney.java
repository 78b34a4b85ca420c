package org.therafed.evidence.cost.effectiveness;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/**
 * What bootstrap replicates say of the increments: percentile intervals (Efron 1981, Can J Stat
 * 9:139; quantiles of type 7), net monetary benefit, acceptability (van Hout et al. 1994, Health
 * Econ 3:309).
 *
 * @param replicates the increments
 */
public record ValueForMoney(List<Increment> replicates) {
  public ValueForMoney {
    replicates = List.copyOf(replicates);
    if (replicates.size() < 2) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(replicates.size() + " replicates");
    }
  }

  /** A quantile of the replicates, type 7. */
  public double quantile(ToDoubleFunction<Increment> of, double p) {
    if (!(p > 0 && p < 1)) {
      throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(p);
    }
    return quantile(replicates.stream().mapToDouble(of).toArray(), p);
  }

  private static double quantile(double[] values, double p) {
    return new Percentile()
        .withEstimationType(Percentile.EstimationType.R_7)
        .evaluate(values, 100 * p);
  }

  /** The percentile interval of any replicates. */
  static Interval percentiles(double[] values, double level) {
    double tail = (1 - Levels.check(level)) / 2;
    return new Interval(quantile(values, tail), quantile(values, 1 - tail), level);
  }

  /** The percentile interval. */
  public Interval interval(ToDoubleFunction<Increment> of, double level) {
    return percentiles(replicates.stream().mapToDouble(of).toArray(), level);
  }

  /** Fieller's set of cost per quality-adjusted year, from the replicates' moments. */
  public FiellerSet fieller(Increment point, double level) {
    PairMoments moments =
        replicates.stream()
            .map(i -> PairMoments.of(i.cost(), i.qualityYears()))
            .reduce(PairMoments.NONE, PairMoments::plus);
    double n = (double) moments.n();
    return FiellerSet.of(
        point.cost(),
        point.qualityYears(),
        moments.costVariance() * n,
        moments.effectVariance() * n,
        moments.covariance() * n,
        level);
  }

  /** Where the replicates lie. */
  public Quadrants quadrants() {
    return Quadrants.of(replicates);
  }

  /**
   * The percentile interval of cost per quality-adjusted year; withheld when replicates cross
   * quadrants, for ratios of one sign then mean opposite things.
   */
  public Optional<Interval> ratioInterval(double level) {
    return quadrants().single()
        ? Optional.of(interval(i -> i.cost() / i.qualityYears(), level))
        : Optional.empty();
  }

  /**
   * Probability that the treated arm is worth it at a willingness to pay: share of benefits above
   * 0.
   */
  public double acceptability(double lambda) {
    return (double) replicates.stream().filter(i -> i.netBenefit(lambda) > 0).count()
        / replicates.size();
  }

  /** Cost per quality-adjusted year; none without a difference in effect. */
  static OptionalDouble ratio(double cost, double effect) {
    return effect == 0 ? OptionalDouble.empty() : OptionalDouble.of(cost / effect);
  }
}
