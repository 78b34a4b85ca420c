package org.therafed.evidence.competing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.Share;

/**
 * Fine–Gray regression of the subdistribution hazard of one cause, λ(t|x) = λ₀(t)·e^(xβ), by
 * Newton's method with step halving on the weighted partial likelihood (Breslow at ties). Persons
 * with a competing event at T stay in the risk set with weight G(t−)/G(T−). Strata, which in a
 * federation are the sites, have their own λ₀ and G, so that only score and information cross.
 *
 * <p>Assumes proportional subdistribution hazards and censoring independent of events and
 * covariates within a stratum. A coefficient describes the cumulative incidence, not a rate among
 * those alive.
 *
 * <p>Not estimable: no event, a term that does not vary in the risk sets, a term determined by
 * others, a coefficient that grows without bound (no events at one of its levels), rounds used up.
 *
 * @see <a href="https://doi.org/10.1080/01621459.1999.10474144">Fine &amp; Gray 1999</a>
 */
public final class FineGrayFit implements IterativeFit<FineGrayResult> {
  /** No fit needs more unless it diverges; the transfer rules cap rounds, too. */
  static final int MOST_ROUNDS = 60;

  /** Squared length of the last step in standard errors; the final step squares it once more. */
  private static final double CONVERGED = 1e-16;

  /** Gain of log likelihood below which a step should have become short. */
  private static final double NO_GAIN = 1e-6;

  private static final String SOURCE =
      "Fine & Gray 1999, J Am Stat Assoc 94:496; Lin & Wei 1989, J Am Stat Assoc 84:1074";

  private final double level;
  private final FineGrayWeights weights;
  private final List<String> terms;
  private final int p;
  private double[] beta;
  private double[] accepted;
  private double[] step;
  private double loglik = Double.NEGATIVE_INFINITY;

  /** At a source: the first total with counts. */
  private RoundSums counts;

  private RoundSums scale;
  private RoundSums first;
  private double[] firstErrors;
  private int round = 1;
  private boolean last;
  private Finding<FineGrayResult> finding;

  /**
   * Begins at β = 0.
   *
   * @param level confidence level of limits
   * @param terms names of the covariates, fixed when the question was approved
   */
  public FineGrayFit(double level, FineGrayWeights weights, List<String> terms) {
    this.level = Levels.check(level);
    this.weights = weights;
    this.terms = List.copyOf(terms);
    this.p = terms.size();
    if (p == 0) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("no covariate");
    }
    this.beta = new double[p];
    this.accepted = beta;
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        weights == FineGrayWeights.DEATHS_FIRST
            ? "Fine–Gray regression, Breslow ties, robust variance with censoring taken as known"
            : "Fine–Gray regression, Breslow ties, variance with censoring estimated",
        SOURCE);
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
    return Optional.of(
        new RoundRequest(
            RoundRequest.VERSION,
            weights.model(),
            terms,
            round,
            stage(),
            Arrays.stream(beta).boxed().toList()));
  }

  private String stage() {
    if (scale == null) {
      return FineGraySums.SCALE;
    }
    return last ? FineGraySums.VARIANCE : FineGraySums.NEWTON;
  }

  @Override
  public int[] exponents() {
    return scale == null ? new int[0] : FineGraySums.exponents(scale, p, last);
  }

  @Override
  public Finding<FineGrayResult> finding() {
    if (finding == null) {
      throw new IllegalStateException("the fit has a next question");
    }
    return finding;
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents());
    if (scale == null) {
      share.atLeast(0, p);
      return;
    }
    share.atLeast(FineGraySums.ROWS, FineGraySums.LOG_LIKELIHOOD);
    share.rest(FineGraySums.ROWS, FineGraySums.EVENTS);
    share.semidefinite(p, Share.upper(FineGraySums.information(p), p));
    if (last) {
      share.semidefinite(p, Share.upper(FineGraySums.sandwich(p), p));
    }
    if (counts == null) {
      counts = total;
    }
    share.same(counts, FineGraySums.ROWS, FineGraySums.FAILED);
  }

  @Override
  public void take(RoundSums total) {
    FineGraySums.check(total, scale == null ? 2 * p : FineGraySums.size(p, last));
    if (total.size() == 0) {
      finding = new NoData<>(method());
    } else if (scale == null) {
      scale = total;
    } else if (total.get(FineGraySums.EVENTS) == 0) {
      stop("no event of the cause");
    } else if (last) {
      finding = FineGrayResult.of(this, beta, first, total, level);
    } else if (total.get(FineGraySums.FAILED) > 0
        || total.get(FineGraySums.LOG_LIKELIHOOD) < loglik - 1e-9 * Math.abs(loglik)) {
      halve();
    } else {
      advance(total);
    }
    round++;
    if (finding == null && round > MOST_ROUNDS) {
      stop("no convergence in " + MOST_ROUNDS + " rounds");
    }
  }

  /** Terms of the model. */
  List<String> terms() {
    return terms;
  }

  private void halve() {
    double[] shorter = new double[p];
    for (int k = 0; k < p; k++) {
      step[k] /= 2;
      shorter[k] = accepted[k] + step[k];
    }
    beta = shorter;
  }

  private void advance(RoundSums total) {
    double[][] matrix = FineGraySums.matrix(total, FineGraySums.information(p), p);
    for (int k = 0; k < p; k++) {
      // What rounding leaves of a constant column is no information.
      double raw = total.get(FineGraySums.squares(p) + k);
      if (!(matrix[k][k] > 1e-24 * raw)) {
        if (first == null) {
          stop("the term " + terms.get(k) + " does not vary among those at risk at events");
        } else {
          stop(diverging(k));
        }
        return;
      }
    }
    Symmetric information = new Symmetric(matrix);
    OptionalInt dependent = information.dependent();
    if (dependent.isPresent()) {
      String term = terms.get(dependent.getAsInt());
      stop(
          first == null
              ? "the term " + term + " is determined by the terms before it (collinear)"
              : diverging(dependent.getAsInt()));
      return;
    }
    if (first == null) {
      first = total;
      firstErrors = new double[p];
      double[][] inverse = information.inverse();
      for (int k = 0; k < p; k++) {
        firstErrors[k] = Math.sqrt(inverse[k][k]);
      }
    }
    double[] score = new double[p];
    for (int k = 0; k < p; k++) {
      score[k] = total.get(FineGraySums.SCORE + k);
    }
    double[] newton = information.solve(score);
    double decrement = 0;
    for (int k = 0; k < p; k++) {
      decrement += newton[k] * score[k];
    }
    double gain = total.get(FineGraySums.LOG_LIKELIHOOD) - loglik;
    for (int k = 0; k < p; k++) {
      // A likelihood that is flat while its summit keeps moving away has no summit.
      if (gain < NO_GAIN && Math.abs(newton[k]) > 0.05 * firstErrors[k]) {
        stop(diverging(k));
        return;
      }
    }
    loglik = total.get(FineGraySums.LOG_LIKELIHOOD);
    accepted = beta;
    step = newton;
    double[] longer = new double[p];
    for (int k = 0; k < p; k++) {
      longer[k] = beta[k] + newton[k];
    }
    beta = longer;
    last = decrement < CONVERGED;
  }

  private String diverging(int k) {
    return "the coefficient of " + terms.get(k) + " grows without bound";
  }

  private void stop(String reason) {
    finding = new NotEstimable<>(method(), reason);
  }
}
