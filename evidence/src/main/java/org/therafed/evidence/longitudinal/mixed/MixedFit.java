package org.therafed.evidence.longitudinal.mixed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.Share;

/**
 * Restricted maximum likelihood by Fisher scoring over rounds of sums (Jennrich &amp; Schluchter
 * 1986, Biometrics 42:805). A step that leaves the admissible covariances or lowers the likelihood
 * is halved. Fits that do not settle, variance components that tend to zero and effects that cannot
 * be told apart are named, not numbered.
 *
 * @param <R> what the estimator makes of the solution
 */
public final class MixedFit<R extends Result> implements IterativeFit<R> {
  static final String SCORE = "score";
  static final String INFORMATION = "information";
  private static final int MOST_ROUNDS = 100;

  /** Squared distance to the maximum, in standard errors of the parameters. */
  private static final double SETTLED = 1e-17;

  private static final double SHORTEST_STEP = 1e-6;

  private final CovarianceStructure structure;
  private final List<String> effects;
  private final Method method;
  private final Function<MixedSolution, R> result;
  private final SumsLayout layout;

  private double[] asked;
  private String stage = SCORE;
  private int round = 1;

  /** At a source: the first total. */
  private RoundSums counts;

  private boolean scaled;
  private double[] best;
  private double[] step;
  private double length;
  private double bestValue = Double.NEGATIVE_INFINITY;
  private Finding<R> finding;

  public MixedFit(
      CovarianceStructure structure,
      List<String> effects,
      Method method,
      Function<MixedSolution, R> result) {
    this.structure = structure;
    this.effects = List.copyOf(effects);
    this.method = method;
    this.result = result;
    this.layout = new SumsLayout(effects.size(), structure.parameters().size());
    this.asked = structure.start(1);
  }

  @Override
  public int parameters() {
    return effects.size() + structure.parameters().size();
  }

  @Override
  public Optional<RoundRequest> next() {
    return finding != null
        ? Optional.empty()
        : Optional.of(
            new RoundRequest(
                RoundRequest.VERSION,
                "mixed/" + structure.name(),
                effects,
                round,
                stage,
                Arrays.stream(asked).boxed().toList()));
  }

  @Override
  public int[] exponents() {
    double largest = 0;
    for (double each : asked) {
      largest = Math.max(largest, Math.abs(each));
    }
    // Covariances are in the outcome's squared unit, so they tell the size of every sum.
    return layout.exponents(Math.getExponent(largest), stage.equals(INFORMATION));
  }

  @Override
  public Finding<R> finding() {
    if (finding == null) {
      throw new IllegalStateException("there is a next question");
    }
    return finding;
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents());
    int width = effects.size();
    int at = layout.matrix(0);
    share.atLeast(SumsLayout.PERSONS, SumsLayout.LOG_DETERMINANT);
    share.atLeast(layout.quadratic(0), layout.quadratic(0) + 1);
    share.semidefinite(width, (i, j) -> at + i * width + j);
    if (counts == null) {
      counts = total;
    }
    share.same(counts, SumsLayout.PERSONS, SumsLayout.LOG_DETERMINANT);
  }

  @Override
  public void take(RoundSums total) {
    round++;
    if (total.size() == 0) {
      finding = new NoData<>(method);
      return;
    }
    if (total.size() != layout.size(stage.equals(INFORMATION))) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums");
    }
    Optional<RestrictedLikelihood> at = RestrictedLikelihood.of(total, layout);
    if (at.isEmpty()) {
      no("the effects cannot be told apart: a cell without measurements or collinear columns");
    } else if (total.get(SumsLayout.MEASUREMENTS) <= effects.size() || !(at.get().scale() > 0)) {
      no("too few measurements for the effects, or no variation left after them");
    } else if (stage.equals(INFORMATION)) {
      solve(at.get());
    } else if (!scaled) {
      // The first sums are at variance 1; their residuals tell the scale.
      scaled = true;
      asked = structure.start(at.get().scale());
    } else {
      advance(at.get());
    }
    if (finding == null && round > MOST_ROUNDS) {
      no("it did not settle in " + MOST_ROUNDS + " rounds");
    }
  }

  private void advance(RestrictedLikelihood at) {
    if (at.value() < bestValue - 1e-10 * Math.abs(bestValue)) {
      shorten();
      return;
    }
    best = asked;
    bestValue = at.value();
    int size = best.length;
    double[] score = new double[size];
    double[][] information = new double[size][size];
    for (int k = 0; k < size; k++) {
      score[k] = at.score(k);
      for (int l = 0; l < size; l++) {
        information[k][l] = at.stepInformation(k, l);
      }
    }
    Optional<Cholesky> root = Cholesky.of(information);
    if (root.isEmpty()) {
      no("the covariance cannot be told: a visit or a pair of visits without measurements");
      return;
    }
    step = root.get().solve(score);
    double distance = 0;
    for (int k = 0; k < size; k++) {
      distance += step[k] * score[k];
    }
    if (distance < SETTLED) {
      stage = INFORMATION;
      return;
    }
    length = 2;
    shorten();
  }

  private void shorten() {
    do {
      length /= 2;
      asked = new double[best.length];
      for (int k = 0; k < asked.length; k++) {
        asked[k] = best[k] + length * step[k];
      }
    } while (length > SHORTEST_STEP && !structure.admissible(asked));
    if (length <= SHORTEST_STEP) {
      no("a variance component tends to zero or two to full correlation: choose a simpler model");
    }
  }

  private void solve(RestrictedLikelihood at) {
    int size = best.length;
    double[][] information = new double[size][size];
    double[][][] derivatives = new double[size][][];
    for (int k = 0; k < size; k++) {
      derivatives[k] = at.derivative(k);
      for (int l = 0; l < size; l++) {
        information[k][l] = at.information(k, l);
      }
    }
    Optional<Cholesky> root = Cholesky.of(information);
    if (root.isEmpty()) {
      no("the covariance cannot be told from so few persons");
      return;
    }
    finding =
        new Estimated<>(
            result.apply(
                new MixedSolution(structure, best, at, derivatives, root.get().inverse())));
  }

  private void no(String reason) {
    finding = new NotEstimable<>(method, reason);
  }
}
