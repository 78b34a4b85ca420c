package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The profile likelihood of a curve's integral over all curves of {@link CurveClass}: an integral
 * is in the interval as long as some curve that has it lies close enough to the points. As the form
 * is not chosen first, its uncertainty is in the interval (Venzon and Moolgavkar 1988 for the
 * method).
 */
final class IntegralProfile {
  /** Steps from the best integral to where nothing fits any more. */
  private static final int MOST_STEPS = 60;

  private static final int HALVINGS = 8;
  private static final double FIRST_STEP = 0.02;

  /** Steps grow, as the ends may be far. */
  private static final double GROWTH = 1.3;

  /** Of the curves of a grid, so many are fitted, those closest to the points. */
  private static final int STARTS = 4;

  /** Whether one of them is close enough is told by less than the exact least. */
  private static final double ROUGH = 1e-4;

  private static final double EXACT = 1e-10;

  /** Clearance of the slow part: logarithm of its ratio to the decay, from none to eight times. */
  private static final double[] SLOW = {-5, -3, -2, -1, -0.5, 0, 0.5, 1, 2};

  /** Logit of a washout's further speed as a part of the fastest. */
  private static final double[] SPEEDS = {-7, -5, -4, -3, -2, -1, 0, 2};

  /** Logarithm of a washout's ratio of amplitudes. */
  private static final double[] RATIOS = {-3, -1, 0, 1, 2};

  /** How many times as fast as the decay an uptake is, beyond the slow part. */
  private static final double[] FASTER = {0.5, 2, 5, 10, 50, 200};

  /** Logit of how much of the amplitude is absent at the start. */
  private static final double[] PARTS = {-2, 0, 1, 3, 6};

  private final CurveSolver solver;
  private final double[] hours;
  private final double physical;
  private final double fastest;
  private final List<Fit> fits = new ArrayList<>();

  /** A curve of the class close to the points. */
  static final class Fit {
    private final CurveClass form;
    private final double[] parameters;
    private final double squares;

    private Fit(CurveClass form, double[] parameters, double squares) {
      this.form = form;
      this.parameters = parameters;
      this.squares = squares;
    }

    CurveClass form() {
      return form;
    }

    /** Sum of squared residuals of the logarithms. */
    double squares() {
      return squares;
    }

    private double logIntegral() {
      return parameters[0];
    }
  }

  IntegralProfile(CurveSolver solver, double physical) {
    this.solver = solver;
    this.hours = solver.hours();
    this.physical = physical;
    this.fastest = 2 * Math.log(2) / hours[0];
    one().ifPresent(fits::add);
    washout().ifPresent(fits::add);
    uptake().ifPresent(fits::add);
  }

  /** The closest curve of each form that has one. */
  List<Fit> fits() {
    return fits;
  }

  /** The fit in the parameters of the published models. */
  double[] modelParameters(Fit fit) {
    return fit.form().modelParameters(fit.parameters, physical, fastest);
  }

  private double clearance() {
    double[] tail = solver.line(Math.max(0, hours.length - 3));
    return Math.max(-tail[1] - physical, 0.05 * physical);
  }

  private double logIntegral() {
    double[] line = solver.line(0);
    return line[0] - Math.log(Math.max(-line[1], physical));
  }

  private Optional<Fit> one() {
    return best(CurveClass.ONE, List.of(new double[] {logIntegral(), Math.log(clearance())}));
  }

  private Optional<Fit> washout() {
    List<double[]> starts = new ArrayList<>();
    for (double speed : new double[] {-3, 0}) {
      for (double ratio : new double[] {-1, 1}) {
        starts.add(new double[] {logIntegral(), Math.log(clearance()), speed, ratio});
      }
    }
    return best(CurveClass.WASHOUT, starts);
  }

  private Optional<Fit> uptake() {
    List<double[]> starts = new ArrayList<>();
    for (double faster : new double[] {2, 10, 50}) {
      for (double part : new double[] {0, 3}) {
        double fast = Math.log(faster * (physical + clearance()));
        starts.add(new double[] {logIntegral(), Math.log(clearance()), fast, part});
      }
    }
    return best(CurveClass.UPTAKE, starts);
  }

  /** The closest curve from several starts. */
  private Optional<Fit> best(CurveClass form, List<double[]> starts) {
    return starts.stream()
        .flatMap(start -> fit(form, start, Double.NaN, EXACT).stream())
        .min(Comparator.comparingDouble(Fit::squares));
  }

  /**
   * A curve by least squares.
   *
   * @param logIntegral held at this; NaN where it is fitted
   */
  private Optional<Fit> fit(CurveClass form, double[] start, double logIntegral, double tolerance) {
    boolean held = !Double.isNaN(logIntegral);
    double[] free = held ? Arrays.copyOfRange(start, 1, start.length) : start;
    return solver
        .solve(p -> values(form, whole(p, held, logIntegral)), free, tolerance)
        .map(p -> whole(p, held, logIntegral))
        .map(p -> new Fit(form, p, solver.squares(values(form, p))))
        .filter(fit -> Double.isFinite(fit.squares()));
  }

  private static double[] whole(double[] p, boolean held, double logIntegral) {
    if (!held) {
      return p;
    }
    double[] whole = new double[p.length + 1];
    whole[0] = logIntegral;
    System.arraycopy(p, 0, whole, 1, p.length);
    return whole;
  }

  private double[] values(CurveClass form, double[] p) {
    return CurveModel.Term.logSums(form.terms(p, physical, fastest), hours);
  }

  /**
   * Lower and upper end of the integral, MBq.h.
   *
   * @param most the sum of squares up to which a curve is close enough
   */
  double[] interval(double most) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (Fit fit : fits) {
      if (fit.squares() <= most) {
        lower = Math.min(lower, end(fit, most, -1));
        upper = Math.max(upper, end(fit, most, 1));
      }
    }
    return new double[] {Math.exp(lower), Math.exp(upper)};
  }

  /** The farthest integral in one direction that curves of one form reach. */
  private double end(Fit from, double most, int direction) {
    Fit inside = from;
    double step = FIRST_STEP;
    for (int i = 0; i < MOST_STEPS; i++) {
      Optional<Fit> next = near(inside, inside.logIntegral() + direction * step, most);
      if (next.isEmpty() || next.get().squares() > most) {
        return between(inside, inside.logIntegral() + direction * step, most);
      }
      inside = next.get();
      step *= GROWTH;
    }
    return inside.logIntegral();
  }

  private double between(Fit last, double beyond, double most) {
    Fit inside = last;
    double outside = beyond;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside.logIntegral() + outside) / 2;
      Optional<Fit> next = near(inside, middle, most);
      if (next.isPresent() && next.get().squares() <= most) {
        inside = next.get();
      } else {
        outside = middle;
      }
    }
    return outside;
  }

  /**
   * A curve that has an integral, from the last one found. Where its second part had vanished that
   * start leads nowhere; before the search ends, others are tried.
   */
  private Optional<Fit> near(Fit last, double logIntegral, double most) {
    Optional<Fit> warm = fit(last.form(), last.parameters, logIntegral, EXACT);
    if (last.form() == CurveClass.ONE || warm.filter(fit -> fit.squares() <= most).isPresent()) {
      return warm;
    }
    return Stream.concat(
            warm.stream(),
            grid(last.form(), logIntegral).stream()
                .flatMap(start -> fit(last.form(), start, logIntegral, ROUGH).stream()))
        .min(Comparator.comparingDouble(Fit::squares));
  }

  /** The closest curves of a grid with this integral; one for each speed, so that they differ. */
  private List<double[]> grid(CurveClass form, double logIntegral) {
    boolean washout = form == CurveClass.WASHOUT;
    List<Fit> closest = new ArrayList<>();
    for (double second : washout ? SPEEDS : FASTER) {
      double speed = washout ? second : Math.log(second * physical);
      Stream.Builder<double[]> row = Stream.builder();
      for (double slow : SLOW) {
        for (double last : washout ? RATIOS : PARTS) {
          row.add(new double[] {logIntegral, Math.log(physical) + slow, speed, last});
        }
      }
      row.build()
          .map(p -> new Fit(form, p, solver.squares(values(form, p))))
          .min(Comparator.comparingDouble(Fit::squares))
          .ifPresent(closest::add);
    }
    return closest.stream()
        .sorted(Comparator.comparingDouble(Fit::squares))
        .limit(STARTS)
        .map(fit -> fit.parameters)
        .toList();
  }
}
