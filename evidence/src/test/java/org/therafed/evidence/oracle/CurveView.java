package org.therafed.evidence.oracle;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.therafed.evidence.survival.HazardPoint;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.Step;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.WeightedCurve;
import org.therafed.evidence.survival.WeightedStep;

/** An ordinary or a weighted curve, asked alike. */
record CurveView(
    double n,
    double events,
    List<WeightedStep> steps,
    DoubleFunction<WeightedStep> points,
    DoubleFunction<SurvivalQuantile> quantiles,
    DoubleFunction<RestrictedMean> means,
    DoubleFunction<HazardPoint> hazards) {

  static CurveView of(SurvivalCurve curve) {
    return new CurveView(
        curve.n(),
        curve.events(),
        curve.steps().stream().map(CurveView::step).toList(),
        time -> point(curve.at(time)),
        curve::quantile,
        curve::restrictedMean,
        curve::cumulativeHazardAt);
  }

  static CurveView of(WeightedCurve curve) {
    return new CurveView(
        curve.n(),
        curve.weightedEvents(),
        curve.steps(),
        curve::at,
        curve::quantile,
        curve::restrictedMean,
        curve::cumulativeHazardAt);
  }

  private static WeightedStep step(Step s) {
    return new WeightedStep(
        s.timeDays(),
        s.atRisk(),
        s.events(),
        s.censored(),
        s.survival(),
        s.stdErr(),
        s.lower(),
        s.upper());
  }

  private static WeightedStep point(Point p) {
    return new WeightedStep(
        p.timeDays(), p.atRisk(), 0, 0, p.survival(), p.stdErr(), p.lower(), p.upper());
  }

  WeightedStep at(double time) {
    return points.apply(time);
  }

  WeightedStep stepAt(double time) {
    return steps.stream()
        .filter(s -> Math.abs(s.timeDays() - time) <= 1e-9 * Math.abs(time))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step at " + time));
  }

  SurvivalQuantile quantile(double p) {
    return quantiles.apply(p);
  }

  RestrictedMean restrictedMean(double tau) {
    return means.apply(tau);
  }

  HazardPoint hazardAt(double time) {
    return hazards.apply(time);
  }

  /** The number of a step by its name in the format. */
  static OptionalDouble number(WeightedStep step, String quantity) {
    return switch (quantity) {
      case "n-risk" -> OptionalDouble.of(step.atRisk());
      case "n-event" -> OptionalDouble.of(step.events());
      case "n-censor" -> OptionalDouble.of(step.censored());
      case "survival" -> OptionalDouble.of(step.survival());
      case "std-err" -> step.stdErr();
      case "lower" -> step.lower();
      case "upper" -> step.upper();
      default -> throw new IllegalArgumentException("kaplan-meier: unknown quantity " + quantity);
    };
  }
}
