package org.therafed.evidence.disclosure;

import java.util.Optional;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.response.Proportion;

/**
 * Prints the proportion of one cohort so that no cell can be solved for.
 *
 * <p>The step is a function of the printed denominator N alone: the finest of 0.1, 0.2, 0.5, 1, 2,
 * 5, 10, 20 % at which every true n that rounds to N leaves at least {@code candidatesPerCell}
 * counts for each printed value. A value that leaves fewer, because small cells are excluded
 * anyway, is not printed. The interval is the union of the exact intervals of all those counts. So
 * all that is printed is a function of (N, printed value), and that pair fits at least so many
 * counts for every n: neither the cell, nor its complement, nor n follows.
 */
final class Coarsening {
  private static final int[] STEPS_PER_MILLE = {1, 2, 5, 10, 20, 50, 100, 200};

  private final DisclosurePolicy policy;
  private final long rounded;
  private final long lowest;
  private final long highest;
  private final int step;

  private Coarsening(DisclosurePolicy policy, long rounded, long lowest, long highest, int step) {
    this.policy = policy;
    this.rounded = rounded;
    this.lowest = lowest;
    this.highest = highest;
    this.step = step;
  }

  /**
   * For a denominator.
   *
   * @param n people, unrounded
   * @param minimum the smallest n that is published at all
   * @return empty if it is too small for any step
   */
  static Optional<Coarsening> of(long n, long minimum, DisclosurePolicy policy) {
    long rounded = policy.rounded(n);
    long lowest = Math.max(minimum, policy.lowestOf(rounded));
    int step = stepFor(policy.candidatesPerCell(), (double) lowest);
    return step == 0
        ? Optional.empty()
        : Optional.of(new Coarsening(policy, rounded, lowest, policy.highestOf(rounded), step));
  }

  /**
   * The finest step, per mille, that spans so many people; 0 if none does.
   *
   * @param candidates people that one step must span
   * @param people of how many
   */
  static int stepFor(double candidates, double people) {
    for (int step : STEPS_PER_MILLE) {
      if (step * people >= 1000 * candidates) {
        return step;
      }
    }
    return 0;
  }

  /** The denominator as printed. */
  long rounded() {
    return rounded;
  }

  /** The smallest n that is printed as {@link #rounded()}. */
  long lowest() {
    return lowest;
  }

  /** The largest n that is printed as {@link #rounded()}. */
  long highest() {
    return highest;
  }

  /** The step, 0 to 1. */
  double step() {
    return step / 1000.0;
  }

  /** The printed value of x of n, in steps; halves go up. */
  long band(long x, long n) {
    return (2000 * x + n * step) / (2 * n * step);
  }

  /** Smallest count, of n, that prints as this band and is not a small cell. */
  long least(long band, long n) {
    return Math.max(policy.minimumCell(), ceilDiv((2 * band - 1) * n * step, 2000L));
  }

  /** Largest count, of n, that prints as this band and whose complement is not a small cell. */
  long most(long band, long n) {
    return Math.min(n - policy.minimumCell(), ceilDiv((2 * band + 1) * n * step, 2000L) - 1);
  }

  /** Whether every n leaves enough counts for this band. */
  boolean hides(long band) {
    for (long n = lowest; n <= highest; n++) {
      if (most(band, n) - least(band, n) + 1 < policy.candidatesPerCell()) {
        return false;
      }
    }
    return true;
  }

  /**
   * x of n as it may be printed; empty if the cell or its complement is small or could be solved
   * for.
   */
  Optional<DisclosedProportion> proportion(long x, long n, double level) {
    long band = band(x, n);
    if (policy.small(x) || policy.small(n - x) || !hides(band)) {
      return Optional.empty();
    }
    double lower = 1;
    double upper = 0;
    for (long each = lowest; each <= highest; each++) {
      Interval low = Proportion.clopperPearson(least(band, each), each, level);
      Interval high = Proportion.clopperPearson(most(band, each), each, level);
      lower = Math.min(lower, low.lower());
      upper = Math.max(upper, high.upper());
    }
    return Optional.of(
        new DisclosedProportion(value(band), down(lower), up(upper), level, step(), count(band)));
  }

  /** x of n as a cell of a table; the caller has seen to small cells. */
  DisclosedShare share(long x, long n) {
    long band = band(x, n);
    return new DisclosedShare(value(band), count(band));
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private double value(long band) {
    return band * step / 1000.0;
  }

  private long count(long band) {
    return policy.rounded(Math.round(value(band) * rounded));
  }

  /** Rounded down to 0.1 %. */
  static double down(double proportion) {
    return Math.max(0, Math.floor(proportion * 1000) / 1000);
  }

  /** Rounded up to 0.1 %. */
  static double up(double proportion) {
    return Math.min(1, Math.ceil(proportion * 1000) / 1000);
  }
}
