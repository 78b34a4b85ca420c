package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiFunction;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.measure.Megabecquerel;

/** Curves of known truth with noise, and how often the interval holds the true integral. */
final class CoverageStudy {
  static final double LUTETIUM_HOURS = 159.5;
  private static final double LN2 = Math.log(2);

  /**
   * A truth and how it is seen.
   *
   * @param amplitudes MBq at the administration
   * @param halfLives effective, h
   * @param relativeSd of one activity, log-normal
   * @param stated whether the fit is told the uncertainty
   */
  record Scenario(
      String name,
      CurveModel model,
      List<Double> amplitudes,
      List<Double> halfLives,
      List<Double> hours,
      double relativeSd,
      boolean stated) {

    double activity(double hour) {
      double sum = 0;
      for (int i = 0; i < amplitudes.size(); i++) {
        sum += amplitudes.get(i) * Math.pow(2, -hour / halfLives.get(i));
      }
      return sum;
    }

    double integral() {
      double sum = 0;
      for (int i = 0; i < amplitudes.size(); i++) {
        sum += amplitudes.get(i) * halfLives.get(i) / LN2;
      }
      return sum;
    }
  }

  /**
   * What was found.
   *
   * @param coverage part of the intervals that hold the truth
   * @param bias median of estimate over truth, minus one
   * @param width median of upper over lower end
   * @param failed fits that gave no curve
   */
  record Finding(
      Scenario scenario, int runs, double coverage, double bias, double width, int failed) {}

  private CoverageStudy() {}

  static List<Scenario> scenarios() {
    List<Double> four = List.of(4.0, 24.0, 96.0, 168.0);
    List<Double> three = List.of(24.0, 96.0, 168.0);
    List<Double> six = List.of(1.0, 4.0, 24.0, 48.0, 96.0, 168.0);
    return List.of(
        new Scenario(
            "kidney, 4 points, 10 % stated",
            CurveModel.MONO, List.of(90.0), List.of(50.0), four, 0.10, true),
        new Scenario(
            "kidney, 4 points, 10 % not stated",
            CurveModel.MONO, List.of(90.0), List.of(50.0), four, 0.10, false),
        new Scenario(
            "kidney, 3 points, 10 % stated",
            CurveModel.MONO, List.of(90.0), List.of(50.0), three, 0.10, true),
        new Scenario(
            "lesion, slow, 4 points, 15 % stated",
            CurveModel.MONO, List.of(20.0), List.of(100.0), four, 0.15, true),
        new Scenario(
            "two phases, 6 points, 5 % stated",
            CurveModel.BI, List.of(60.0, 40.0), List.of(8.0, 70.0), six, 0.05, true),
        new Scenario(
            "uptake, 6 points, 5 % stated",
            CurveModel.BI, List.of(50.0, -50.0), List.of(60.0, 3.0), six, 0.05, true),
        new Scenario(
            "uptake, 6 points, 10 % stated",
            CurveModel.BI, List.of(50.0, -50.0), List.of(60.0, 3.0), six, 0.10, true));
  }

  /** Truths of each form, seen at four to seven times with 5 to 15 % of noise: for best. */
  static List<Scenario> unknownForms() {
    Map<Integer, List<Double>> times =
        Map.of(
            4, List.of(4.0, 24.0, 96.0, 168.0),
            5, List.of(2.0, 6.0, 24.0, 96.0, 168.0),
            6, List.of(1.0, 4.0, 24.0, 48.0, 96.0, 168.0),
            7, List.of(1.0, 4.0, 12.0, 24.0, 48.0, 96.0, 168.0));
    List<Scenario> scenarios = new ArrayList<>();
    for (int points = 4; points <= 7; points++) {
      for (double noise : new double[] {0.05, 0.10, 0.15}) {
        for (boolean stated : points < 6 ? new boolean[] {true} : new boolean[] {true, false}) {
          String seen =
              String.format(
                  Locale.ROOT,
                  ", %d points, %.0f %% %s",
                  points,
                  100 * noise,
                  stated ? "stated" : "not stated");
          List<Double> hours = times.get(points);
          scenarios.add(
              new Scenario(
                  "one phase" + seen,
                  CurveModel.MONO,
                  List.of(90.0),
                  List.of(50.0),
                  hours,
                  noise,
                  stated));
          scenarios.add(
              new Scenario(
                  "washout" + seen,
                  CurveModel.BI,
                  List.of(60.0, 40.0),
                  List.of(8.0, 70.0),
                  hours,
                  noise,
                  stated));
          scenarios.add(
              new Scenario(
                  "uptake" + seen,
                  CurveModel.BI,
                  List.of(50.0, -50.0),
                  List.of(60.0, 3.0),
                  hours,
                  noise,
                  stated));
        }
      }
    }
    scenarios.addAll(slowWashouts());
    return scenarios;
  }

  /** Two parts that fall off late, the second hardly faster than the nuclide. */
  static List<Scenario> slowWashouts() {
    Map<Integer, List<Double>> times =
        Map.of(
            4, List.of(4.0, 24.0, 96.0, 168.0),
            5, List.of(2.0, 6.0, 24.0, 96.0, 168.0),
            6, List.of(1.0, 4.0, 24.0, 48.0, 96.0, 168.0));
    List<Scenario> scenarios = new ArrayList<>();
    for (double[] halfLives : new double[][] {{20, 100}, {40, 150}}) {
      for (double first : new double[] {60, 80}) {
        for (int points = 4; points <= 6; points++) {
          scenarios.add(
              new Scenario(
                  String.format(
                      Locale.ROOT,
                      "washout of %.0f and %.0f h, %.0f:%.0f, %d points, 10 %% stated",
                      halfLives[0],
                      halfLives[1],
                      first,
                      100 - first,
                      points),
                  CurveModel.BI,
                  List.of(first, 100 - first),
                  List.of(halfLives[0], halfLives[1]),
                  times.get(points),
                  0.10,
                  true));
        }
      }
    }
    return scenarios;
  }

  /** Two parts seen at three times, where one exponential is assumed. */
  static List<Scenario> threePoints() {
    List<Double> three = List.of(24.0, 96.0, 168.0);
    return List.of(
        new Scenario(
            "one phase, 3 points, 10 % stated",
            CurveModel.MONO, List.of(90.0), List.of(50.0), three, 0.10, true),
        new Scenario(
            "washout, 3 points, 10 % stated",
            CurveModel.BI, List.of(60.0, 40.0), List.of(8.0, 70.0), three, 0.10, true),
        new Scenario(
            "washout of 20 and 100 h, 60:40, 3 points, 10 % stated",
            CurveModel.BI, List.of(60.0, 40.0), List.of(20.0, 100.0), three, 0.10, true),
        new Scenario(
            "washout of 40 and 150 h, 60:40, 3 points, 10 % stated",
            CurveModel.BI, List.of(60.0, 40.0), List.of(40.0, 150.0), three, 0.10, true));
  }

  /** The form of the truth is fitted. */
  static Finding run(Scenario scenario, int runs, long seed) {
    return run(scenario, runs, seed, (fit, points) -> fit.fit(scenario.model(), points));
  }

  /** The form is not told. */
  static Finding runBest(Scenario scenario, int runs, long seed) {
    return run(scenario, runs, seed, CurveFit::best);
  }

  private static Finding run(
      Scenario scenario,
      int runs,
      long seed,
      BiFunction<CurveFit, List<ActivityPoint>, TimeActivityCurve> fitting) {
    OptionalDouble stated =
        scenario.stated() ? OptionalDouble.of(scenario.relativeSd()) : OptionalDouble.empty();
    CurveFit fit = CurveFit.of(LUTETIUM_HOURS, stated, 0.95);
    // Curves are drawn one after another, so that they are the same ones, and fitted side by side.
    List<Estimate> integrals =
        curves(scenario, runs, seed).parallelStream()
            .flatMap(points -> integral(fitting, fit, points).stream())
            .toList();
    int failed = runs - integrals.size();
    int held = 0;
    List<Double> ratios = new ArrayList<>();
    List<Double> widths = new ArrayList<>();
    for (Estimate integral : integrals) {
      held +=
          integral.lower() <= scenario.integral() && scenario.integral() <= integral.upper()
              ? 1
              : 0;
      ratios.add(integral.value() / scenario.integral());
      widths.add(integral.upper() / integral.lower());
    }
    return new Finding(
        scenario,
        runs,
        held / (double) (runs - failed),
        median(ratios) - 1,
        median(widths),
        failed);
  }

  private static List<List<ActivityPoint>> curves(Scenario scenario, int runs, long seed) {
    Random random = new Random(seed);
    List<List<ActivityPoint>> curves = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      List<ActivityPoint> points = new ArrayList<>();
      for (double hour : scenario.hours()) {
        double seen =
            scenario.activity(hour) * Math.exp(scenario.relativeSd() * random.nextGaussian());
        points.add(new ActivityPoint(hour, new Megabecquerel(seen)));
      }
      curves.add(points);
    }
    return curves;
  }

  /** Empty where the curve cannot be fitted. */
  private static Optional<Estimate> integral(
      BiFunction<CurveFit, List<ActivityPoint>, TimeActivityCurve> fitting,
      CurveFit fit,
      List<ActivityPoint> points) {
    try {
      return Optional.of(fitting.apply(fit, points).integral().megabecquerelHours());
    } catch (DicomFault e) {
      return Optional.empty();
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
