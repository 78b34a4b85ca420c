package org.therafed.evidence.rounds;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * A source's own answer beside the total it is shown. A total of sums over more rows cannot be less
 * than the share of some of them, so a total that is was invented: {@code EV-ROUND-011}.
 */
public final class Share {
  /** What rounding and fixed point may take from a total, relative. */
  private static final double ROUNDING = 1e-9;

  /** And absolutely, beside sums of the order of 1. */
  private static final double UNIT = 1e-15;

  private final RoundSums own;
  private final RoundSums total;

  /**
   * The share, both brought to the order of 1.
   *
   * @param own what the source answered
   * @param total what it is told that all answered
   * @param exponents as in {@link IterativeFit#exponents}
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-002} if they differ in
   *     shape
   */
  public Share(RoundSums own, RoundSums total, int[] exponents) {
    if (own.size() != total.size()) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums for " + own.size());
    }
    this.own = own.scaled(exponents, -1);
    this.total = total.scaled(exponents, -1);
  }

  private static double slack(double one, double other) {
    return ROUNDING * Math.max(Math.abs(one), Math.abs(other)) + UNIT;
  }

  /** Sums of what is never negative, such as rows and events. */
  public Share atLeast(int from, int to) {
    for (int i = from; i < to; i++) {
      require(total.get(i) >= own.get(i) - slack(total.get(i), own.get(i)), "less than its share");
    }
    return this;
  }

  /** A sum of what is never positive: a log likelihood of probabilities. */
  public Share atMost(int at) {
    require(
        total.get(at) <= own.get(at) + slack(total.get(at), own.get(at)), "more than its share");
    return this;
  }

  /** What is left of one sum after another, such as rows without event. */
  public Share rest(int all, int part) {
    double ofTotal = total.get(all) - total.get(part);
    double ofOwn = own.get(all) - own.get(part);
    require(ofTotal >= ofOwn - slack(total.get(all), ofOwn), "less left than its share");
    return this;
  }

  /** Sums that do not change between rounds, such as rows and events. */
  public Share same(RoundSums before, int from, int to) {
    for (int i = from; i < to; i++) {
      double difference = Math.abs(total.get(i) - before.get(i));
      require(difference <= slack(total.get(i), before.get(i)), "another count than before");
    }
    return this;
  }

  /** Where the element of a symmetric matrix stands among the sums; asked for j ≤ i. */
  @FunctionalInterface
  public interface Place {
    /** The element's place. */
    int of(int i, int j);
  }

  /** Lower triangle by rows. */
  public static Place lower(int from) {
    return (i, j) -> from + i * (i + 1) / 2 + j;
  }

  /** Upper triangle by rows. */
  public static Place upper(int from, int width) {
    return (i, j) -> from + j * width - j * (j - 1) / 2 + i - j;
  }

  /** A sum of positive semidefinite matrices: so is what the other sources leave of it. */
  public Share semidefinite(int width, Place place) {
    double[][] root = new double[width][width];
    double[] unit = new double[width];
    for (int i = 0; i < width; i++) {
      int at = place.of(i, i);
      double size = Math.max(Math.abs(total.get(at)), Math.abs(own.get(at)));
      unit[i] = size > 0 ? 1 / Math.sqrt(size) : 0;
      for (int j = 0; j <= i; j++) {
        double sum = (total.get(place.of(i, j)) - own.get(place.of(i, j))) * unit[i] * unit[j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        if (j < i) {
          root[i][j] = sum / root[j][j];
        } else {
          double pivot = sum + ROUNDING * width + UNIT * unit[i] * unit[i];
          require(pivot > 0, "a matrix that does not hold its share");
          root[i][i] = Math.sqrt(pivot);
        }
      }
    }
    return this;
  }

  /** Refuses a total that cannot be. */
  private static void require(boolean possible, String found) {
    if (!possible) {
      throw EvidenceCode.ROUND_TOTAL.with(found);
    }
  }
}
