package org.therafed.evidence.cox;

import java.util.ArrayList;
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
 * One round for the size of weights and covariates ({@link CoxScale}), then Newton–Raphson on the
 * total of the sources' log likelihoods, scores and informations, halving a step that does not
 * raise the likelihood. One more round at the estimates asks for the sandwich and the test of
 * proportional hazards, where the model wants them.
 *
 * <p>Never a number where the likelihood has no maximum: a coefficient whose variance has grown
 * {@value #DIVERGED}-fold over that at 0 runs to infinity (Bryson and Johnson 1981, Technometrics
 * 23:381) and is named. A column that is constant or follows from those before it is left out and
 * named.
 */
public final class CoxFit implements IterativeFit<CoxResult> {
  /** Rounds after which a fit is given up. */
  public static final int MOST_ROUNDS = 41;

  /** Growth of a coefficient's variance that no finite effect explains. */
  static final double DIVERGED = 1e7;

  /** Squared Newton decrement, in standard errors squared, from which one step more is exact. */
  private static final double NEAR = 1e-15;

  private static final double THERE = 1e-26;
  private static final double COLLINEAR = 1e-10;

  /** The same growth in a fit that is given up: the term to name. */
  private static final double SUSPECT = 100;

  /** Steps to hazard ratios beyond doubles after which a fit is given up. */
  private static final int MOST_IMPOSSIBLE = 16;

  private final CoxModel model;
  private final CoxLayout layout;
  private int round = 1;
  private String stage = CoxLayout.SCALE;
  private CoxScale scale;
  private double[] asked;

  /** At a source: the first total with counts. */
  private RoundSums counts;

  private boolean near;
  private int impossible;
  private boolean[] kept;
  private CoxStep start;
  private CoxStep best;
  private double[][] covariance;
  private Finding<CoxResult> finding;

  /** A fit from coefficients 0. */
  public CoxFit(CoxModel model) {
    if (model.transforms().contains(CoxModel.Transform.KM)) {
      throw EvidenceCode.COVARIATE_DESIGN.with("a km transform, which needs rows, in rounds");
    }
    this.model = model;
    this.layout = new CoxLayout(model.terms().size());
    this.asked = new double[layout.width()];
  }

  @Override
  public int parameters() {
    return layout.width();
  }

  @Override
  public Optional<RoundRequest> next() {
    if (finding != null) {
      return Optional.empty();
    }
    List<Double> parameters = new ArrayList<>();
    for (double each : asked) {
      parameters.add(each);
    }
    if (stage.equals(CoxLayout.FINAL)) {
      parameters.add(best.meanEventTime());
    }
    return Optional.of(
        new RoundRequest(
            RoundRequest.VERSION, model.name(), model.terms(), round, stage, parameters));
  }

  @Override
  public int[] exponents() {
    return switch (stage) {
      case CoxLayout.SCALE -> new int[0];
      case CoxLayout.FINAL -> scale.last(layout);
      default -> scale.newton(layout);
    };
  }

  @Override
  public Finding<CoxResult> finding() {
    if (finding == null) {
      throw new IllegalStateException("there is a next round");
    }
    return finding;
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents());
    switch (stage) {
      case CoxLayout.SCALE -> share.atLeast(0, 1).atLeast(2, 2 + layout.width());
      case CoxLayout.FINAL -> share.semidefinite(layout.width(), Share.lower(layout.meat()));
      default -> {
        share
            .atLeast(CoxLayout.SITES, CoxLayout.LOG_LIKELIHOOD)
            .rest(CoxLayout.ROWS, CoxLayout.EVENTS);
        share.semidefinite(layout.width(), Share.lower(layout.information()));
        if (counts == null) {
          counts = total;
        }
        share.same(counts, CoxLayout.SITES, CoxLayout.IMPOSSIBLE);
        share.same(counts, CoxLayout.EVENT_TIME, CoxLayout.LOG_LIKELIHOOD);
      }
    }
  }

  @Override
  public void take(RoundSums total) {
    if (finding != null) {
      throw new IllegalStateException("the finding stands");
    }
    round++;
    if (total.size() == 0 && start == null) {
      finding = new NoData<>(model.method());
      return;
    }
    if (stage.equals(CoxLayout.SCALE)) {
      if (total.size() != CoxScale.size(layout)) {
        throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums in stage " + stage);
      }
      scale = CoxScale.of(layout, total.toArray());
      stage = CoxLayout.NEWTON;
      return;
    }
    boolean last = stage.equals(CoxLayout.FINAL);
    if (total.size() != (last ? layout.finalSize() : layout.newtonSize())) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums in stage " + stage);
    }
    if (last) {
      finding = summary(Optional.of(total.toArray())).finding();
      return;
    }
    CoxStep step = CoxStep.of(layout, asked, total.toArray());
    if (start == null) {
      first(step);
    } else {
      next(step);
    }
  }

  private void first(CoxStep step) {
    start = step;
    best = step;
    if (step.impossible()) {
      give(
          "covariates, weights or offsets too large or too far apart: the sums over the rows at risk"
              + " are beyond what a number holds");
    } else if (step.events() == 0) {
      give("no event: " + String.join(", ", model.terms()) + " not estimable");
    } else {
      kept = Symmetric.independent(step.information(), step.moment(), COLLINEAR);
      if (noneKept()) {
        give(
            "no covariate tells the rows at risk apart where events happen (constant there, or the"
                + " weight of few rows leaves no digit for the others): "
                + String.join(", ", model.terms()));
      } else {
        advance();
      }
    }
  }

  private boolean noneKept() {
    for (boolean each : kept) {
      if (each) {
        return false;
      }
    }
    return true;
  }

  private void next(CoxStep step) {
    double slack = 1e-9 * (1 + Math.abs(best.logLikelihood()));
    if (step.impossible() || step.logLikelihood() < best.logLikelihood() - slack) {
      // Newton went too far: half the way.
      impossible += step.impossible() ? 1 : 0;
      for (int k = 0; k < asked.length; k++) {
        asked[k] = (asked[k] + best.beta()[k]) / 2;
      }
      near = false;
      limit();
      return;
    }
    best = step;
    advance();
  }

  private void advance() {
    Optional<double[][]> inverse = Symmetric.inverse(best.information(), kept);
    List<String> diverging = diverging(inverse);
    if (!diverging.isEmpty()) {
      give(without(diverging));
      return;
    }
    covariance = inverse.orElseThrow();
    double[] step = Symmetric.times(covariance, best.score());
    double decrement = Symmetric.dot(step, best.score());
    if (near || decrement <= THERE) {
      asked = best.beta().clone();
      end();
      return;
    }
    near = decrement <= NEAR;
    asked = best.beta().clone();
    for (int k = 0; k < asked.length; k++) {
      asked[k] += step[k];
    }
    limit();
  }

  private List<String> diverging(Optional<double[][]> inverse) {
    List<String> names = new ArrayList<>();
    double[][] atZero = Symmetric.inverse(start.information(), kept).orElse(null);
    boolean[] told = Symmetric.independent(best.information(), best.moment(), 1e-13);
    for (int k = 0; k < kept.length; k++) {
      boolean gone =
          inverse.isEmpty()
              ? !told[k]
              : atZero == null || inverse.get()[k][k] > DIVERGED * atZero[k][k];
      if (kept[k] && gone) {
        names.add(model.terms().get(k));
      }
    }
    return names.isEmpty() && inverse.isEmpty() ? model.terms() : names;
  }

  private void limit() {
    if (round > MOST_ROUNDS || impossible > MOST_IMPOSSIBLE) {
      List<String> names = new ArrayList<>();
      double[][] atZero = Symmetric.inverse(start.information(), kept).orElseThrow();
      for (int k = 0; k < kept.length; k++) {
        if (kept[k] && covariance[k][k] > SUSPECT * atZero[k][k]) {
          names.add(model.terms().get(k));
        }
      }
      give(names.isEmpty() ? "no maximum found within " + MOST_ROUNDS + " rounds" : without(names));
    }
  }

  private static String without(List<String> names) {
    return "the likelihood has no maximum: "
        + String.join(", ", names)
        + " would be infinite (a group without events, or perfect separation)";
  }

  private void end() {
    boolean identity = model.transforms().contains(CoxModel.Transform.IDENTITY);
    if (model.robust() || identity) {
      stage = CoxLayout.FINAL;
    } else {
      finding = summary(Optional.empty()).finding();
    }
  }

  private CoxSummary summary(Optional<double[]> last) {
    return new CoxSummary(model, layout, kept, start, best, covariance, last);
  }

  private void give(String reason) {
    finding = new NotEstimable<>(model.method(), reason);
  }

  /** The terms estimated, by place; for what a caller with rows adds. */
  boolean[] kept() {
    return Arrays.copyOf(kept, kept.length);
  }

  /** The estimates, 0 where there is none. */
  double[] beta() {
    return best.beta().clone();
  }

  /** Inverse of the information. */
  double[][] covariance() {
    return covariance;
  }
}
