package org.therafed.evidence.oracle;

import java.util.OptionalDouble;
import org.therafed.evidence.survival.HazardPoint;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.Step;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.WeightedCurve;
import org.therafed.evidence.survival.WeightedStep;

/** An ordinary or a weighted curve, asked alike. */
interface CurveView {
  double n();

  double events();

  int steps();

  WeightedStep at(double time);

  WeightedStep stepAt(double time);

  SurvivalQuantile quantile(double p);

  RestrictedMean restrictedMean(double tau);

  HazardPoint hazardAt(double time);

  private static boolean same(double a, double b) {
    return Math.abs(a - b) <= 1e-9 * Math.abs(b);
  }

  static CurveView of(SurvivalCurve curve) {
    return new CurveView() {
      @Override
      public double n() {
        return curve.n();
      }

      @Override
      public double events() {
        return curve.events();
      }

      @Override
      public int steps() {
        return curve.steps().size();
      }

      @Override
      public WeightedStep at(double time) {
        Point p = curve.at(time);
        return new WeightedStep(
            time, p.atRisk(), 0, 0, p.survival(), p.stdErr(), p.lower(), p.upper());
      }

      @Override
      public WeightedStep stepAt(double time) {
        for (Step s : curve.steps()) {
          if (same(s.timeDays(), time)) {
            return new WeightedStep(
                time,
                s.atRisk(),
                s.events(),
                s.censored(),
                s.survival(),
                s.stdErr(),
                s.lower(),
                s.upper());
          }
        }
        throw new AssertionError("no step at " + time);
      }

      @Override
      public SurvivalQuantile quantile(double p) {
        return curve.quantile(p);
      }

      @Override
      public RestrictedMean restrictedMean(double tau) {
        return curve.restrictedMean(tau);
      }

      @Override
      public HazardPoint hazardAt(double time) {
        return curve.cumulativeHazardAt(time);
      }
    };
  }

  static CurveView of(WeightedCurve curve) {
    return new CurveView() {
      @Override
      public double n() {
        return curve.n();
      }

      @Override
      public double events() {
        return curve.weightedEvents();
      }

      @Override
      public int steps() {
        return curve.steps().size();
      }

      @Override
      public WeightedStep at(double time) {
        return curve.at(time);
      }

      @Override
      public WeightedStep stepAt(double time) {
        return curve.steps().stream()
            .filter(s -> same(s.timeDays(), time))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no step at " + time));
      }

      @Override
      public SurvivalQuantile quantile(double p) {
        return curve.quantile(p);
      }

      @Override
      public RestrictedMean restrictedMean(double tau) {
        return curve.restrictedMean(tau);
      }

      @Override
      public HazardPoint hazardAt(double time) {
        return curve.cumulativeHazardAt(time);
      }
    };
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
