package org.therafed.evidence.comparison;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticResult;

/**
 * Propensity scores and weights of the persons on one machine, exact. One thread at a time while
 * rows are added. Across sites {@link ScoreBins} does the same to within a bin.
 */
public final class ScoredRows {
  private final Design design;
  private final double[] coefficients;
  private double[] scores = new double[64];
  private boolean[] treated = new boolean[64];
  private int n;
  private int treatedCount;

  /**
   * Scored by a fitted model whose event is the treatment.
   *
   * @param fit the model's result
   * @param design the design it was fitted with
   */
  public ScoredRows(LogisticResult fit, Design design) {
    this.design = design;
    this.coefficients = fit.coefficients();
  }

  /** A person; arguments as in {@link Design#encode}. */
  public void add(String site, double[] values, boolean isTreated) {
    if (n == scores.length) {
      scores = Arrays.copyOf(scores, 2 * n);
      treated = Arrays.copyOf(treated, 2 * n);
    }
    scores[n] = score(coefficients, design.encode(site, values));
    treated[n++] = isTreated;
    treatedCount += isTreated ? 1 : 0;
  }

  static double score(double[] coefficients, double[] terms) {
    double eta = coefficients[0];
    for (int j = 0; j < terms.length; j++) {
      eta += coefficients[j + 1] * terms[j];
    }
    // Beyond 200 the weights' squares would leave no room; no fit that has a maximum gets there.
    return 1 / (1 + Math.exp(-Math.max(-200, Math.min(200, eta))));
  }

  /** Persons. */
  public int size() {
    return n;
  }

  /** The i-th person's score, in the order they were added. */
  public double score(int i) {
    return scores[java.util.Objects.checkIndex(i, n)];
  }

  /** Share of the treated. */
  public double treatedShare() {
    return n == 0 ? 0 : (double) treatedCount / n;
  }

  /** All persons' weights, in the order they were added. */
  public double[] weights(WeightType type) {
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = type.weight(scores[i], treated[i], treatedShare());
    }
    return weights;
  }

  /** The same, truncated. */
  public double[] weights(WeightType type, Truncation truncation) {
    double[] weights = weights(type);
    Truncation limits = truncation.limits(weights);
    return Arrays.stream(weights).map(limits::apply).toArray();
  }

  /** The lowest score; empty without persons. */
  public OptionalDouble minimum() {
    return Arrays.stream(scores, 0, n).min();
  }

  /** The highest score; empty without persons. */
  public OptionalDouble maximum() {
    return Arrays.stream(scores, 0, n).max();
  }

  /** Common support of the two arms. */
  public Overlap overlap() {
    double[] lowest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] highest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < n; i++) {
      int arm = treated[i] ? 1 : 0;
      lowest[arm] = Math.min(lowest[arm], scores[i]);
      highest[arm] = Math.max(highest[arm], scores[i]);
    }
    if (treatedCount == 0 || treatedCount == n) {
      return new Overlap(1, 0, n, n);
    }
    double lower = Math.max(lowest[0], lowest[1]);
    double upper = Math.min(highest[0], highest[1]);
    long outside =
        Arrays.stream(scores, 0, n).filter(score -> score < lower || score > upper).count();
    return new Overlap(lower, upper, outside, n);
  }

  /** The same in bins, for merging with other machines. */
  public ScoreBins bins() {
    long[] ofTreated = new long[ScoreBins.BINS];
    long[] ofControl = new long[ScoreBins.BINS];
    for (int i = 0; i < n; i++) {
      (treated[i] ? ofTreated : ofControl)[ScoreBins.bin(scores[i])]++;
    }
    return new ScoreBins(ofTreated, ofControl);
  }

  /** Probability that a treated person's score is above an untreated one's; ties count half. */
  public OptionalDouble auc() {
    long others = (long) n - treatedCount;
    if (treatedCount == 0 || others == 0) {
      return OptionalDouble.empty();
    }
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double ranks = 0;
    for (int i = 0; i < n; ) {
      int end = i;
      int among = 0;
      while (end < n && scores[order[end]] == scores[order[i]]) {
        among += treated[order[end++]] ? 1 : 0;
      }
      ranks += among * (i + 1 + end) / 2.0;
      i = end;
    }
    return OptionalDouble.of((ranks / treatedCount - (treatedCount + 1) / 2.0) / others);
  }
}
