package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Fits curves to activities by least squares of their logarithms: errors are taken as a part of the
 * activity, as calibration and recovery make them (EANM guidance on uncertainty, Gear et al. 2018).
 * The interval is that of the delta method on the logarithm of the integral.
 */
public final class CurveFit {
  private static final double MOSTLY = 0.2;
  private static final double LN2 = Math.log(2);

  private final double physical;
  private final OptionalDouble relativeSd;
  private final double confidence;

  private CurveFit(double physical, OptionalDouble relativeSd, double confidence) {
    this.physical = physical;
    this.relativeSd = relativeSd;
    this.confidence = confidence;
  }

  /**
   * How curves are fitted.
   *
   * @param halfLifeHours physical half-life of the nuclide
   * @param relativeSd standard uncertainty of one activity as a part of it; empty where the scatter
   *     of the points is to tell it
   * @param confidence of the intervals
   */
  public static CurveFit of(double halfLifeHours, OptionalDouble relativeSd, double confidence) {
    boolean sd = relativeSd.isEmpty() || relativeSd.getAsDouble() > 0;
    if (!(halfLifeHours > 0) || !sd || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "Half-life and uncertainty above zero and a confidence between 0 and 1 needed");
    }
    return new CurveFit(LN2 / halfLifeHours, relativeSd, confidence);
  }

  /**
   * Fits one form.
   *
   * @throws DicomFault {@link DicomFaultCode#CURVE_UNFIT} where there are fewer points than
   *     parameters, as many and no stated uncertainty, two at one time, or no fit converges
   */
  public TimeActivityCurve fit(CurveModel model, List<ActivityPoint> points) {
    check(model, points);
    CurveSolver solver = new CurveSolver(points, physical);
    if (model == CurveModel.BI) {
      return curve(solver.bi().orElseThrow(CurveFit::notConverged), points);
    }
    return curve(mono(solver), points);
  }

  private static CurveSolver.Solution mono(CurveSolver solver) {
    Optional<CurveSolver.Solution> mono = solver.mono();
    // A constant at the bound has no derivative to take an interval from: the form without it has.
    return mono.isPresent() && !mono.get().atBound() ? mono.get() : solver.physical();
  }

  /**
   * Fits one exponential, and two where there are six points or more, and keeps the one with the
   * smaller corrected information criterion (AICc, Hurvich and Tsai 1989).
   */
  public TimeActivityCurve best(List<ActivityPoint> points) {
    check(CurveModel.MONO, points);
    CurveSolver solver = new CurveSolver(points, physical);
    List<CurveSolver.Solution> candidates = new ArrayList<>();
    candidates.add(mono(solver));
    if (points.size() > CurveModel.BI.parameters() + 1) {
      solver.bi().ifPresent(candidates::add);
    }
    return candidates.stream()
        .min(Comparator.comparingDouble(s -> criterion(s, points.size())))
        .map(solution -> curve(solution, points))
        .orElseThrow(CurveFit::notConverged);
  }

  private double criterion(CurveSolver.Solution solution, int n) {
    int k = solution.model().parameters() + (relativeSd.isPresent() ? 0 : 1);
    double misfit =
        relativeSd.isPresent()
            ? solution.squares() / (relativeSd.getAsDouble() * relativeSd.getAsDouble())
            : n * Math.log(Math.max(solution.squares(), 1e-300) / n);
    double penalty =
        n > k + 1 ? 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1) : Double.POSITIVE_INFINITY;
    return misfit + penalty;
  }

  private void check(CurveModel model, List<ActivityPoint> points) {
    int needed = model.parameters() + (relativeSd.isPresent() ? 0 : 1);
    if (points.size() < needed) {
      throw DicomFault.of(
          DicomFaultCode.CURVE_UNFIT,
          points.size()
              + " time points; "
              + model
              + " needs "
              + needed
              + (relativeSd.isPresent() ? "" : " where no uncertainty is stated"));
    }
    long times = points.stream().mapToDouble(ActivityPoint::hours).distinct().count();
    if (times < points.size()) {
      throw DicomFault.of(DicomFaultCode.CURVE_UNFIT, "two activities at one time");
    }
  }

  private static DicomFault notConverged() {
    return DicomFault.of(DicomFaultCode.CURVE_UNFIT, "no fit converged; see the points");
  }

  private TimeActivityCurve curve(CurveSolver.Solution solution, List<ActivityPoint> points) {
    int spare = points.size() - solution.model().parameters();
    double scatter = spare > 0 ? Math.sqrt(solution.squares() / spare) : Double.NaN;
    double sd = relativeSd.orElse(scatter);
    double tail = (1 + confidence) / 2;
    double quantile =
        relativeSd.isPresent()
            ? new NormalDistribution().inverseCumulativeProbability(tail)
            : new TDistribution(spare).inverseCumulativeProbability(tail);
    double[] parameters = solution.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    CurveModel.Term[] terms = solution.model().terms(parameters, physical);
    double integral = 0;
    double after = 0;
    double last = points.stream().mapToDouble(ActivityPoint::hours).max().orElseThrow();
    List<Double> halfLives = new ArrayList<>();
    List<Double> amplitudes = new ArrayList<>();
    for (CurveModel.Term term : terms) {
      integral += term.integral(0);
      after += term.integral(last);
      halfLives.add(LN2 / term.constant());
      amplitudes.add(term.amplitude());
    }
    Estimate estimate =
        Estimate.logNormal(integral, sd * solution.integralSd(), quantile, confidence);
    return new TimeActivityCurve(
        solution.model(),
        halfLives,
        amplitudes,
        new TimeIntegratedActivity(estimate),
        after / integral,
        scatter,
        cautions(solution, after / integral, spare, scatter));
  }

  private List<TimeActivityCurve.Caution> cautions(
      CurveSolver.Solution solution, double extrapolated, int spare, double scatter) {
    List<TimeActivityCurve.Caution> cautions = new ArrayList<>();
    if (solution.model() == CurveModel.PHYSICAL) {
      cautions.add(TimeActivityCurve.Caution.SLOWER_THAN_DECAY);
    }
    if (extrapolated > MOSTLY) {
      cautions.add(TimeActivityCurve.Caution.MOSTLY_EXTRAPOLATED);
    }
    if (spare == 0) {
      cautions.add(TimeActivityCurve.Caution.NO_SPARE_POINTS);
    }
    if (relativeSd.isPresent() && scatter > 2 * relativeSd.getAsDouble()) {
      cautions.add(TimeActivityCurve.Caution.SCATTER_ABOVE_STATED);
    }
    return cautions;
  }
}
