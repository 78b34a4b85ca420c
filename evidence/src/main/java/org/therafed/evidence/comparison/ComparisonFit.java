package org.therafed.evidence.comparison;

import java.util.Arrays;
import java.util.Optional;
import org.therafed.evidence.logistic.LogisticFit;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.Share;

/** {@link ComparisonModel} by rounds: those of the score, then three. One thread at a time. */
public final class ComparisonFit implements IterativeFit<ComparisonResult> {
  private final ComparisonModel model;
  private final LogisticFit scoring;
  private final int p;
  private LogisticResult score;
  private String stage = "score";
  private int round;
  private double[] at;
  private double share;
  private Overlap overlap;
  private Optional<ComparisonResult.Truncated> truncated = Optional.empty();
  private double[] arms;

  /** Mean binary exponent of the outcomes. */
  private int outcomes;

  private Finding<ComparisonResult> finding;

  ComparisonFit(ComparisonModel model) {
    this.model = model;
    this.scoring = model.score().fit();
    this.p = model.score().design().terms().size() + 1;
  }

  @Override
  public boolean pooled() {
    return scoring.pooled();
  }

  @Override
  public int parameters() {
    return p;
  }

  @Override
  public Optional<RoundRequest> next() {
    if (finding != null) {
      return Optional.empty();
    }
    if (stage.equals("score")) {
      return scoring.next();
    }
    return Optional.of(
        new RoundRequest(
            RoundRequest.VERSION,
            ComparisonRows.MODEL,
            model.score().design().terms(),
            round,
            stage,
            Arrays.stream(at).boxed().toList()));
  }

  @Override
  public int[] exponents() {
    return switch (stage) {
      case "score" -> scoring.exponents();
      case "arms" -> new int[] {0, 0, 0, outcomes, 0, 0, 0, outcomes, 0};
      case "influence" -> ComparisonSums.exponents(terms(), influence(1), influence(5));
      default -> new int[0];
    };
  }

  /** Exponents of the terms: a coefficient's error is near 1/(spread · √n). */
  private int[] terms() {
    int[] terms = new int[p];
    double root = Math.sqrt((double) score.basis().n());
    for (int k = 1; k < p; k++) {
      terms[k] = -Math.getExponent(score.terms().get(k).modelStdErr() * root);
    }
    return terms;
  }

  /** Exponent of one person's influence on an arm's mean: an outcome over the arm's weight. */
  private int influence(int weight) {
    return outcomes - Math.getExponent(arms[weight]);
  }

  @Override
  public Finding<ComparisonResult> finding() {
    if (finding == null) {
      throw new IllegalStateException("there is a next question");
    }
    return finding;
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents());
    switch (stage) {
      case "score" -> scoring.witness(own, total);
      case "bins" -> share.atLeast(0, 2 * ScoreBins.BINS + 1);
      case "arms" -> share.atLeast(0, 3).atLeast(4, 7).atLeast(8, 9);
      default -> share.atLeast(0, 2).semidefinite(p, Share.lower(2 + 4 * p));
    }
  }

  @Override
  public void take(RoundSums total) {
    if (finding != null) {
      throw new IllegalStateException("there is no question left");
    }
    round++;
    if (stage.equals("score")) {
      scoring.take(total);
      if (scoring.next().isEmpty()) {
        scored();
      }
      return;
    }
    int size =
        switch (stage) {
          case "bins" -> 2 * ScoreBins.BINS + 2;
          case "arms" -> 9;
          default -> ComparisonSums.size(p);
        };
    if (total.size() != size) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums");
    }
    switch (stage) {
      case "bins" -> takeBins(total);
      case "arms" -> takeArms(total.toArray());
      default ->
          finding =
              new ComparisonSummary(model, score, arms, overlap, truncated, share)
                  .result(new ComparisonSums(p, total.toArray()));
    }
  }

  private void scored() {
    Finding<LogisticResult> found = scoring.finding();
    if (found instanceof NotEstimable<LogisticResult> not) {
      impossible("the propensity score cannot be told: " + not.reason());
    } else if (found.result().isEmpty()) {
      finding = new NoData<>(model.method());
    } else {
      score = found.result().get();
      at = score.coefficients();
      stage = "bins";
      round++;
    }
  }

  private void takeBins(RoundSums total) {
    double counted = total.get(2 * ScoreBins.BINS);
    outcomes = counted > 0 ? (int) Math.rint(total.get(2 * ScoreBins.BINS + 1) / counted) : 0;
    long[] treated = new long[ScoreBins.BINS];
    long[] control = new long[ScoreBins.BINS];
    for (int i = 0; i < ScoreBins.BINS; i++) {
      treated[i] = Math.round(total.get(i));
      control[i] = Math.round(total.get(ScoreBins.BINS + i));
    }
    ScoreBins bins = new ScoreBins(treated, control);
    share = bins.treatedShare();
    overlap = bins.overlap();
    if (!overlap.any()) {
      impossible("the arms have no propensity score in common");
      return;
    }
    Truncation limits = Truncation.at(0, Double.MAX_VALUE);
    if (model.truncation().isPresent()) {
      Truncation declared = model.truncation().get();
      limits = declared;
      double error = 0;
      if (declared.byQuantile()) {
        Optional<Interval> low = bins.weightQuantile(model.weights(), declared.lower());
        Optional<Interval> high = bins.weightQuantile(model.weights(), declared.upper());
        if (low.isEmpty() || high.isEmpty()) {
          impossible("a truncation quantile lies beyond log odds of 12");
          return;
        }
        error = Math.max(error(low.get()), error(high.get()));
        limits = Truncation.at(middle(low.get()), middle(high.get()));
      }
      truncated = Optional.of(new ComparisonResult.Truncated(limits, 0, error));
    }
    double[] next = Arrays.copyOf(at, p + 3);
    next[p] = share;
    next[p + 1] = limits.lower();
    next[p + 2] = limits.upper();
    at = next;
    stage = "arms";
  }

  private static double middle(Interval bracket) {
    return (bracket.lower() + bracket.upper()) / 2;
  }

  private static double error(Interval bracket) {
    return bracket.upper() == 0 ? 0 : (bracket.upper() - bracket.lower()) / 2 / middle(bracket);
  }

  private void takeArms(double[] sums) {
    arms = sums;
    truncated =
        truncated.map(
            t -> new ComparisonResult.Truncated(t.limits(), Math.round(sums[8]), t.error()));
    if (!(sums[1] > 0) || !(sums[5] > 0)) {
      impossible("an arm has no weight");
      return;
    }
    double[] next = Arrays.copyOf(at, p + 7);
    next[p + 3] = sums[1];
    next[p + 4] = sums[5];
    next[p + 5] = sums[3] / sums[1];
    next[p + 6] = sums[7] / sums[5];
    at = next;
    stage = "influence";
  }

  private void impossible(String reason) {
    finding = new NotEstimable<>(model.method(), reason);
  }
}
