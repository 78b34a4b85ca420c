package org.therafed.evidence.logistic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.Share;

/**
 * {@link LogisticModel} by rounds of (means), (spread), then (log-likelihood, score, information)
 * in centred and scaled covariates until the Newton step is rounding; a step that lowers the
 * likelihood is halved. One thread at a time.
 *
 * <p>Separation shows in that the likelihood is as good as maximal while the step does not shrink:
 * a fit with a maximum shrinks its steps quadratically there.
 */
public final class LogisticFit implements IterativeFit<LogisticResult> {
  /** Share of a term's spread that the terms before it must leave. */
  private static final double COLLINEAR = 1e-11;

  private final LogisticModel model;
  private final List<String> terms;
  private final int q;
  private String stage = "means";
  private int round = 1;
  private Finding<LogisticResult> finding;

  private double[] counts;
  private double[] means;
  private double[] scales;
  private boolean fittingNull = true;
  private double[] beta;
  private double[] step;
  private double logLikelihood = Double.NEGATIVE_INFINITY;
  private double logLikelihoodNull;
  private double scoreNull;
  private double lastStep = Double.POSITIVE_INFINITY;
  private int unshrunk;
  private double[] information;

  LogisticFit(LogisticModel model) {
    this.model = model;
    this.terms = model.design().terms();
    this.q = terms.size();
  }

  /** Not with a term by site: its sums are that site's own rows and events. */
  @Override
  public boolean pooled() {
    return model.design().covariates().stream().noneMatch(c -> c.kind() == Covariate.Kind.SITE);
  }

  @Override
  public int parameters() {
    return q + 1;
  }

  @Override
  public Optional<RoundRequest> next() {
    if (finding != null) {
      return Optional.empty();
    }
    double[] at =
        switch (stage) {
          case "means" -> new double[0];
          case "spread" -> means;
          default -> {
            double[] all = Arrays.copyOf(means, 3 * q + 1);
            System.arraycopy(scales, 0, all, q, q);
            System.arraycopy(beta, 0, all, 2 * q, q + 1);
            yield all;
          }
        };
    return Optional.of(
        new RoundRequest(
            RoundRequest.VERSION,
            LogisticRows.MODEL,
            terms,
            round,
            stage,
            Arrays.stream(at).boxed().toList()));
  }

  @Override
  public Finding<LogisticResult> finding() {
    if (finding == null) {
      throw new IllegalStateException("there is a next question");
    }
    return finding;
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents());
    int p = q + 1;
    switch (stage) {
      case "means" -> share.atLeast(0, 5 + model.sites().size()).rest(0, 1).rest(2, 3);
      case "spread" -> share.semidefinite(q, Share.lower(0));
      case "newton" -> share.atMost(0).semidefinite(p, Share.lower(1 + p));
      default -> share.semidefinite(p, Share.lower(0));
    }
  }

  @Override
  public void take(RoundSums total) {
    if (finding != null) {
      throw new IllegalStateException("there is no question left");
    }
    if (stage.equals("means") && total.size() == 0) {
      finding = new NoData<>(model.method());
      return;
    }
    int p = q + 1;
    int size =
        switch (stage) {
          case "means" -> LogisticRows.meansSize(model.sites().size(), q);
          case "spread" -> q * p / 2;
          case "newton" -> 1 + p + p * (p + 1) / 2;
          default -> p * (p + 1) / 2;
        };
    if (total.size() != size) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums");
    }
    double[] sums = total.toArray();
    switch (stage) {
      case "means" -> takeMeans(sums);
      case "spread" -> takeSpread(sums);
      case "newton" -> takeNewton(sums);
      default -> done(sums);
    }
    round++;
    if (finding == null && round > model.maxRounds()) {
      impossible("no maximum found within " + model.maxRounds() + " rounds");
    }
  }

  private void takeMeans(double[] sums) {
    counts = sums;
    if (sums[1] == 0 || sums[1] == sums[0]) {
      impossible(sums[1] == 0 ? "no row had the event" : "every row had the event");
      return;
    }
    int from = LogisticRows.meansAt(model.sites().size());
    means = Arrays.copyOfRange(sums, from, from + q);
    for (int j = 0; j < q; j++) {
      means[j] /= sums[2];
    }
    scales = new double[q];
    beta = new double[q + 1];
    beta[0] = Math.log(sums[3] / (sums[2] - sums[3]));
    if (!Double.isFinite(beta[0])) {
      impossible("the weights of events or of non-events vanish beside the others");
    }
    stage = q == 0 ? "newton" : "spread";
  }

  private void takeSpread(double[] sums) {
    double[] correlation = sums.clone();
    for (int j = 0; j < q; j++) {
      scales[j] = Math.sqrt(sums[j * (j + 1) / 2 + j] / counts[2]);
      if (!(scales[j] > 1e-11 * Math.abs(means[j]))) {
        impossible("the term " + terms.get(j) + " has one value only");
        return;
      }
    }
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        correlation[i * (i + 1) / 2 + j] /= counts[2] * scales[i] * scales[j];
      }
    }
    Factor factor = Factor.of(correlation, q, COLLINEAR);
    if (factor.size() < q) {
      double[] from = factor.dependence();
      StringBuilder others = new StringBuilder();
      for (int j = 0; j < from.length; j++) {
        if (Math.abs(from[j]) > 1e-6) {
          others.append(others.isEmpty() ? "" : ", ").append(terms.get(j));
        }
      }
      impossible("the term " + terms.get(factor.size()) + " is collinear with " + others);
      return;
    }
    stage = "newton";
  }

  private void takeNewton(double[] sums) {
    if (!fittingNull && sums[0] < logLikelihood - 1e-11 * Math.abs(logLikelihood)) {
      halve();
      return;
    }
    int p = q + 1;
    logLikelihood = sums[0];
    double[] score = Arrays.copyOfRange(sums, 1, 1 + p);
    information = Arrays.copyOfRange(sums, 1 + p, sums.length);
    Factor factor = Factor.of(information, p, 1e-13);
    if (fittingNull) {
      double toNull = information[0] > 0 ? score[0] / information[0] : 0;
      // Without offset the start is the null fit; with one it takes steps of the intercept alone.
      if (counts[4] > 0 && Math.abs(toNull) > 1e-12 * (1 + Math.abs(beta[0]))) {
        beta[0] += Math.max(-5, Math.min(5, toNull));
        return;
      }
      fittingNull = false;
      logLikelihoodNull = logLikelihood;
      scoreNull = factor.size() == p ? factor.quadratic(score) : 0;
    }
    double perWeight = -logLikelihood / counts[2];
    if (perWeight < 1e-9 || factor.size() < p) {
      impossible(separation(step, perWeight < 1e-3));
      return;
    }
    double[] next = factor.solve(score);
    double largest = 0;
    double gain = 0;
    for (int j = 0; j < p; j++) {
      largest = Math.max(largest, Math.abs(next[j]));
      gain += next[j] * score[j];
    }
    double meanWeight = counts[2] / counts[0];
    boolean shrinks = largest <= lastStep / 2;
    unshrunk = gain / meanWeight < 1e-3 && largest > 1e-6 && !shrinks ? unshrunk + 1 : 0;
    if (unshrunk == 3) {
      impossible(separation(next, -logLikelihood / meanWeight < 0.01));
      return;
    }
    // A step that no longer shrinks, below a millionth of a standard error, is rounding.
    boolean rounding = gain / meanWeight < 1e-12 && largest <= 1e-6 && largest > lastStep / 10;
    if (largest <= 1e-11 || rounding) {
      stage = "robust";
      if (!model.robust()) {
        done(null);
      }
      return;
    }
    lastStep = largest;
    // No step moves a predictor by more than 10 standard deviations of a term.
    double most = Math.min(1, 10 / largest);
    step = next;
    for (int j = 0; j < p; j++) {
      step[j] *= most;
      beta[j] += step[j];
    }
  }

  private void halve() {
    for (int j = 0; j <= q; j++) {
      step[j] /= 2;
      beta[j] -= step[j];
    }
  }

  private String separation(double[] direction, boolean perfect) {
    StringBuilder names = new StringBuilder();
    if (direction != null) {
      double largest = 0;
      for (int j = 1; j <= q; j++) {
        largest = Math.max(largest, Math.abs(direction[j]));
      }
      for (int j = 1; j <= q; j++) {
        if (Math.abs(direction[j]) > largest / 10) {
          names.append(names.isEmpty() ? "" : ", ").append(terms.get(j - 1));
        }
      }
    }
    return (perfect ? "perfect" : "quasi-complete")
        + " separation: "
        + (names.isEmpty() ? "the terms" : names)
        + " tell events from non-events, so the likelihood has no finite maximum";
  }

  private void impossible(String reason) {
    finding = new NotEstimable<>(model.method(), reason);
  }

  private void done(double[] meat) {
    finding =
        new LogisticSummary(model, counts, means, scales, beta)
            .result(information, meat, logLikelihood, logLikelihoodNull, scoreNull, round);
  }
}
