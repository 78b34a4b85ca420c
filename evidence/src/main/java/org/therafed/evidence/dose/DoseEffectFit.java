package org.therafed.evidence.dose;

import java.util.ArrayList;
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
 * The rounds of {@link DoseEffect}: mean and spread of dose, Newton steps with halving on the
 * standardised dose, then the scores by course. At most {@value #MOST_ROUNDS} rounds.
 */
public final class DoseEffectFit implements IterativeFit<DoseEffectResult> {
  static final String CENTRE = "centre";
  static final String SPREAD = "spread";
  static final String NEWTON = "newton";
  static final String ROBUST = "robust";

  /** Rounds after which a fit that still moves is given up. */
  public static final int MOST_ROUNDS = 60;

  /** A log odds this large per standard deviation of dose is separation, not an effect. */
  private static final double DIVERGED = 40;

  private final DoseEffect question;
  private String stage = CENTRE;
  private int round = 1;
  private Finding<DoseEffectResult> finding;
  private double[] counts;
  private double mean;
  private double sd;
  private double[] at = new double[2];
  private double[] step = new double[2];
  private double[] accepted;
  private double[] sums;
  private double nullLogLikelihood;

  DoseEffectFit(DoseEffect question) {
    this.question = question;
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public Optional<RoundRequest> next() {
    if (finding != null) {
      return Optional.empty();
    }
    List<Double> parameters =
        switch (stage) {
          case CENTRE -> List.of();
          case SPREAD -> List.of(mean);
          default -> List.of(mean, sd, at[0], at[1]);
        };
    return Optional.of(
        new RoundRequest(
            RoundRequest.VERSION,
            "dose-effect/logistic",
            List.of("dose"),
            round,
            stage,
            parameters));
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents());
    switch (stage) {
      case CENTRE -> share.atLeast(0, 5).rest(1, 2);
      case SPREAD -> share.atLeast(0, 1);
      case NEWTON -> share.atMost(0).semidefinite(2, Share.lower(3));
      default -> share.semidefinite(2, Share.lower(0));
    }
  }

  @Override
  public void take(RoundSums total) {
    int wanted =
        switch (stage) {
          case CENTRE -> 5;
          case SPREAD -> 1;
          case NEWTON -> 6;
          default -> 3;
        };
    if (total.size() == 0 && stage.equals(CENTRE)) {
      finding = new NoData<>(DoseEffect.METHOD);
      return;
    }
    if (total.size() != wanted) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums");
    }
    round++;
    switch (stage) {
      case CENTRE -> centre(total.toArray());
      case SPREAD -> spread(total.get(0));
      case NEWTON -> newton(total.toArray());
      default -> finding = DoseEffectResult.of(question, counts, nullLogLikelihood, this, total);
    }
  }

  private void centre(double[] total) {
    counts = total;
    double n = total[1];
    double events = total[2];
    if (events == 0 || events == n) {
      notEstimable(events == 0 ? "Nobody had the effect." : "Everybody had the effect.");
      return;
    }
    mean = total[4] / n;
    stage = SPREAD;
  }

  private void spread(double squares) {
    double n = counts[1];
    sd = Math.sqrt(squares / n);
    if (!(sd > 1e-9 * Math.abs(mean))) {
      notEstimable("All doses are the same.");
      return;
    }
    double share = counts[2] / n;
    at = new double[] {Math.log(share / (1 - share)), 0};
    nullLogLikelihood = n * (share * Math.log(share) + (1 - share) * Math.log1p(-share));
    stage = NEWTON;
  }

  private void newton(double[] total) {
    if (accepted != null && total[0] < sums[0] - 1e-9 * (1 + Math.abs(sums[0]))) {
      // The step went too far: half of it from where it started.
      step = new double[] {step[0] / 2, step[1] / 2};
      at = new double[] {accepted[0] + step[0], accepted[1] + step[1]};
    } else {
      double determinant = total[3] * total[5] - total[4] * total[4];
      boolean separated =
          Math.abs(at[1]) > DIVERGED
              || Math.abs(at[0]) > DIVERGED * 10
              || !(determinant > 1e-12 * counts[1] * counts[1] * 1e-6);
      if (separated) {
        notEstimable("The doses separate those with the effect from those without.");
        return;
      }
      boolean settled =
          accepted != null
              && Math.abs(step[0]) <= 1e-9 * (1 + Math.abs(at[0]))
              && Math.abs(step[1]) <= 1e-9 * (1 + Math.abs(at[1]));
      sums = total;
      accepted = at;
      if (settled) {
        stage = ROBUST;
        return;
      }
      step =
          new double[] {
            (total[5] * total[1] - total[4] * total[2]) / determinant,
            (total[3] * total[2] - total[4] * total[1]) / determinant
          };
      at = new double[] {accepted[0] + step[0], accepted[1] + step[1]};
    }
    if (round > MOST_ROUNDS) {
      notEstimable("The fit did not settle within " + MOST_ROUNDS + " rounds.");
    }
  }

  private void notEstimable(String reason) {
    finding = new NotEstimable<>(DoseEffect.METHOD, reason);
  }

  /** Mean and standard deviation of dose, then intercept and slope on the standardised dose. */
  double[] location() {
    return new double[] {mean, sd, at[0], at[1]};
  }

  /** Log likelihood, scores and information at the solution. */
  double[] lastSums() {
    return sums.clone();
  }

  @Override
  public Finding<DoseEffectResult> finding() {
    if (finding == null) {
      throw new IllegalStateException("the fit has a next question");
    }
    return finding;
  }

  static List<String> warnings(double events, double others, double courses, boolean clustered) {
    List<String> warnings = new ArrayList<>();
    if (Math.min(events, others) < 20) {
      warnings.add("Fewer than 20 with (or without) the effect: errors are approximate.");
    }
    if (Math.min(events, others) < 50 || (clustered && courses < 100)) {
      warnings.add(
          "Few courses or effects: the delta-method interval of the dose at a low (or high) risk is"
              + " too narrow; use Fieller's.");
    }
    if (clustered) {
      warnings.add("Several rows per course: errors are by course.");
    }
    return warnings;
  }
}
