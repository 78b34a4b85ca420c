package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Fits curves to activities by least squares of their logarithms: errors are taken as a part of the
 * activity, as calibration and recovery make them (EANM guidance on uncertainty, Gear et al. 2018).
 * The interval of a given form is that of the delta method on the logarithm of the integral.
 */
public final class CurveFit {
  private static final double MOSTLY = 0.2;

  /** Of twice the logarithm of the likelihood; with it Akaike's criterion decides. */
  private static final double BY_CHANCE = 4;

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
   * Fits a curve whose form nobody knows: one exponential, or two with an uptake or a faster
   * washout. The curve given is that of one exponential unless two lie closer by more than chance
   * makes them (two more parameters: a likelihood ratio of {@value #BY_CHANCE} for points of stated
   * uncertainty, an F-test of the same level where their scatter tells it). The interval does not
   * rest on that choice: it is the profile likelihood over all curves of the class, and holds every
   * integral that one of them reaches close to the points.
   *
   * <p>The class: no part decays slower than the nuclide, none is negative at the start, and no
   * washout has a half-life below half the time of the first point. Too few points to tell forms
   * apart, three or five without stated uncertainty, are taken as of one exponential, with {@link
   * TimeActivityCurve.Caution#FORM_ASSUMED}.
   *
   * @throws DicomFault as {@link #fit}
   */
  public TimeActivityCurve best(List<ActivityPoint> points) {
    check(CurveModel.MONO, points);
    CurveSolver solver = new CurveSolver(points, physical);
    CurveSolver.Solution mono = mono(solver);
    TimeActivityCurve one = curve(mono, points);
    int spare = points.size() - CurveModel.BI.parameters();
    if (spare < (relativeSd.isPresent() ? 0 : 2)) {
      return one.with(one.integral(), TimeActivityCurve.Caution.FORM_ASSUMED);
    }
    IntegralProfile profile = new IntegralProfile(solver, physical);
    List<IntegralProfile.Fit> fits = profile.fits();
    IntegralProfile.Fit closest =
        fits.stream()
            .min(Comparator.comparingDouble(IntegralProfile.Fit::squares))
            .orElseThrow(CurveFit::notConverged);
    TimeActivityCurve chosen =
        closest.form() != CurveClass.ONE && isCloser(mono.squares(), closest.squares(), spare)
            ? solver
                .at(CurveModel.BI, profile.modelParameters(closest))
                .map(solution -> curve(solution, points))
                .orElse(one)
            : one;
    double[] ends = profile.interval(closest.squares() + allowed(closest.squares(), spare));
    return chosen.with(
        new TimeIntegratedActivity(estimate(chosen.integral().megabecquerelHours(), ends)));
  }

  private boolean isCloser(double one, double two, int spare) {
    if (relativeSd.isPresent()) {
      double sd = relativeSd.getAsDouble();
      return (one - two) / (sd * sd) > BY_CHANCE;
    }
    double ratio = (one - two) / 2 / Math.max(two / spare, Double.MIN_NORMAL);
    return new FDistribution(2, spare).cumulativeProbability(ratio) > 1 - Math.exp(-BY_CHANCE / 2);
  }

  /** By how much the sum of squares of a curve may be above that of the closest. */
  private double allowed(double least, int spare) {
    if (relativeSd.isPresent()) {
      double quantile = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
      double sd = relativeSd.getAsDouble();
      return quantile * quantile * sd * sd;
    }
    double quantile = new TDistribution(spare).inverseCumulativeProbability((1 + confidence) / 2);
    return quantile * quantile * least / spare;
  }

  /** With the ends of the profile, widened where the value itself lies outside. */
  private Estimate estimate(Estimate value, double[] ends) {
    double lower = Math.min(ends[0], value.value());
    double upper = Math.max(ends[1], value.value());
    double quantile = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    double logSd = Math.log(upper / lower) / (2 * quantile);
    return new Estimate(value.value(), lower, upper, confidence, logSd);
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
