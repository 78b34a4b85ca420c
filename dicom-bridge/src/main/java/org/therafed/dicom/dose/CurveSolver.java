package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/** Levenberg-Marquardt on the logarithms of activities, in parameters without bounds. */
final class CurveSolver {
  private static final int ITERATIONS = 500;
  private static final double STEP = 1e-6;
  private static final double EXACT = 1e-10;

  /** A clearance this small a part of the decay is none. */
  private static final double NO_CLEARANCE = 1e-3;

  private final double[] hours;
  private final double[] logs;
  private final double physical;

  CurveSolver(List<ActivityPoint> points, double physical) {
    List<ActivityPoint> ordered =
        points.stream().sorted(Comparator.comparingDouble(ActivityPoint::hours)).toList();
    this.hours = ordered.stream().mapToDouble(ActivityPoint::hours).toArray();
    this.logs = ordered.stream().mapToDouble(p -> Math.log(p.activity().value())).toArray();
    this.physical = physical;
  }

  /**
   * A fit.
   *
   * @param squares sum of squared residuals of the logarithms
   * @param integralSd standard deviation of the logarithm of the integral, for points of unit
   *     standard deviation
   */
  record Solution(
      CurveModel model,
      List<Double> parameters,
      double squares,
      double integralSd,
      boolean atBound) {
    Solution {
      parameters = List.copyOf(parameters);
    }
  }

  Solution physical() {
    double sum = 0;
    for (int i = 0; i < hours.length; i++) {
      sum += logs[i] + physical * hours[i];
    }
    double[] parameters = {sum / hours.length};
    return solution(CurveModel.PHYSICAL, parameters, false).orElseThrow();
  }

  Optional<Solution> mono() {
    double[] line = line(0);
    double clearance = Math.max(-line[1] - physical, NO_CLEARANCE * physical);
    return solve(CurveModel.MONO, new double[] {line[0], Math.log(clearance)})
        .flatMap(
            p ->
                solution(CurveModel.MONO, p, Math.exp(p[1]) <= NO_CLEARANCE * physical * 1.000001));
  }

  /** From several starts, as the surface has several valleys: uptake and fast washout. */
  Optional<Solution> bi() {
    double[] tail = line(Math.max(0, hours.length - 3));
    double clearance = Math.max(-tail[1] - physical, NO_CLEARANCE * physical);
    List<Solution> found = new ArrayList<>();
    for (double faster : new double[] {1, 4, 15, 60}) {
      for (double start : new double[] {-3, -0.7, 0.7, 2}) {
        double[] from = {
          tail[0], Math.log(clearance), Math.log(faster * (physical + clearance)), start
        };
        solve(CurveModel.BI, from)
            .flatMap(p -> solution(CurveModel.BI, p, false))
            .ifPresent(found::add);
      }
    }
    return found.stream().min(Comparator.comparingDouble(Solution::squares));
  }

  /** Hours of the points, in order. */
  double[] hours() {
    return hours.clone();
  }

  /** Sum of squared differences from the points. */
  double squares(double[] values) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double difference = values[i] - logs[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** The curve of given parameters as a solution. */
  Optional<Solution> at(CurveModel model, double[] p) {
    return solution(model, p, false);
  }

  /** Straight line through the logarithms from a point on: intercept and slope. */
  double[] line(int from) {
    double n = hours.length - from;
    double t = 0;
    double y = 0;
    double tt = 0;
    double ty = 0;
    for (int i = from; i < hours.length; i++) {
      t += hours[i];
      y += logs[i];
      tt += hours[i] * hours[i];
      ty += hours[i] * logs[i];
    }
    double slope = n < 2 ? -physical : (n * ty - t * y) / (n * tt - t * t);
    return new double[] {(y - slope * t) / n, slope};
  }

  private Optional<double[]> solve(CurveModel model, double[] from) {
    return solve(p -> values(model, p), from);
  }

  /**
   * Least squares from a start; empty where nothing converges.
   *
   * @param curve logarithms of activities at the hours, of a parameter vector
   */
  Optional<double[]> solve(UnaryOperator<double[]> curve, double[] from) {
    return solve(curve, from, EXACT);
  }

  /** As above, until a step makes the sum of squares smaller by no more than a part of it. */
  Optional<double[]> solve(UnaryOperator<double[]> curve, double[] from, double tolerance) {
    MultivariateJacobianFunction function =
        point ->
            new Pair<>(
                new ArrayRealVector(curve.apply(point.toArray()), false),
                jacobian(curve, point.toArray()));
    try {
      LeastSquaresOptimizer.Optimum optimum =
          new LevenbergMarquardtOptimizer()
              .withCostRelativeTolerance(tolerance)
              .optimize(
                  new LeastSquaresBuilder()
                      .start(from)
                      .model(function)
                      .target(logs)
                      .lazyEvaluation(false)
                      .maxEvaluations(ITERATIONS)
                      .maxIterations(ITERATIONS)
                      .build());
      double[] p = optimum.getPoint().toArray();
      for (double value : p) {
        if (!Double.isFinite(value)) {
          return Optional.empty();
        }
      }
      return Optional.of(p);
    } catch (MathRuntimeException e) {
      // A start from which nothing converges; others are tried.
      return Optional.empty();
    }
  }

  private double[] values(CurveModel model, double[] p) {
    return CurveModel.Term.logSums(model.terms(p, physical), hours);
  }

  private RealMatrix jacobian(UnaryOperator<double[]> curve, double[] p) {
    RealMatrix jacobian = new Array2DRowRealMatrix(hours.length, p.length);
    for (int j = 0; j < p.length; j++) {
      double[] up = p.clone();
      double[] down = p.clone();
      up[j] += STEP;
      down[j] -= STEP;
      double[] above = curve.apply(up);
      double[] below = curve.apply(down);
      for (int i = 0; i < hours.length; i++) {
        jacobian.setEntry(i, j, (above[i] - below[i]) / (2 * STEP));
      }
    }
    return jacobian;
  }

  private double logIntegral(CurveModel model, double[] p) {
    double sum = 0;
    for (CurveModel.Term term : model.terms(p, physical)) {
      sum += term.integral(0);
    }
    return Math.log(sum);
  }

  private Optional<Solution> solution(CurveModel model, double[] p, boolean atBound) {
    double squares = squares(values(model, p));
    double[] gradient = new double[p.length];
    for (int j = 0; j < p.length; j++) {
      double[] up = p.clone();
      double[] down = p.clone();
      up[j] += STEP;
      down[j] -= STEP;
      gradient[j] = (logIntegral(model, up) - logIntegral(model, down)) / (2 * STEP);
    }
    // Delta method: g' (J'J)^+ g, by the pseudo-inverse of J: a parameter that neither the points
    // nor the integral feel (an uptake that starts at nothing) then adds nothing.
    try {
      RealMatrix inverse =
          new SingularValueDecomposition(jacobian(x -> values(model, x), p))
              .getSolver()
              .getInverse();
      double sd = inverse.transpose().operate(new ArrayRealVector(gradient)).getNorm();
      return Double.isFinite(sd)
          ? Optional.of(new Solution(model, list(p), squares, sd, atBound))
          : Optional.empty();
    } catch (MathRuntimeException e) {
      return Optional.empty();
    }
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
