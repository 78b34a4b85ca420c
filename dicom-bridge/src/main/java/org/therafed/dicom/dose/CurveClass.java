package org.therafed.dicom.dose;

/**
 * Curves of one or two exponentials, described by the logarithm of their integral first, so that
 * its likelihood can be profiled. With the physical constant p:
 *
 * <ul>
 *   <li>{@code ONE}: {@code k1 = p + e^b};
 *   <li>{@code WASHOUT}: a second part with {@code a2 = a1 e^d}, {@code k2 = k1 + K / (1 + e^-c)}.
 *       K is a half-life of half the time of the first point: what is over before anybody looked
 *       shows in no point, and is taken not to be;
 *   <li>{@code UPTAKE}: {@code a2 = -a1 / (1 + e^-d)}, {@code k2 = k1 + e^c}, of any speed.
 * </ul>
 *
 * Parameters: ln of the integral, b, c, d.
 */
enum CurveClass {
  ONE(2),
  WASHOUT(4),
  UPTAKE(4);

  private final int parameters;

  CurveClass(int parameters) {
    this.parameters = parameters;
  }

  /** Number of parameters, the integral included. */
  int parameters() {
    return parameters;
  }

  /**
   * The exponentials.
   *
   * @param physical decay constant of the nuclide, per hour
   * @param fastest K, per hour
   */
  CurveModel.Term[] terms(double[] p, double physical, double fastest) {
    double slow = physical + Math.exp(p[1]);
    if (this == ONE) {
      return new CurveModel.Term[] {new CurveModel.Term(Math.exp(p[0]) * slow, slow)};
    }
    double fast = slow + (this == WASHOUT ? fastest * logistic(p[2]) : Math.exp(p[2]));
    double ratio = this == WASHOUT ? Math.exp(p[3]) : -logistic(p[3]);
    double amplitude = Math.exp(p[0]) / (1 / slow + ratio / fast);
    return new CurveModel.Term[] {
      new CurveModel.Term(amplitude, slow), new CurveModel.Term(amplitude * ratio, fast)
    };
  }

  /** The same curve in the parameters of {@link CurveModel#MONO} or {@link CurveModel#BI}. */
  double[] modelParameters(double[] p, double physical, double fastest) {
    CurveModel.Term[] terms = terms(p, physical, fastest);
    double first = Math.log(terms[0].amplitude());
    return this == ONE
        ? new double[] {first, p[1]}
        : new double[] {
          first,
          p[1],
          Math.log(terms[1].constant() - terms[0].constant()),
          Math.log1p(terms[1].amplitude() / terms[0].amplitude())
        };
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
