package org.therafed.dicom.dose;

/**
 * Sums of exponentials for activity over time (MIRD pamphlet 16, Siegel et al. 1999).
 *
 * <p>No part decays slower than the nuclide itself, and none is negative at the start: with the
 * physical constant p, {@code MONO} is {@code a e^(-(p + e^b) t)}, parameters {@code ln a, b};
 * {@code BI} is {@code a1 e^(-k1 t) + a2 e^(-k2 t)} with {@code k1 = p + e^b}, {@code k2 = k1 +
 * e^c}, {@code a2 = a1 (e^d - 1)}, parameters {@code ln a1, b, c, d}. A d below zero is an uptake.
 * {@code PHYSICAL} is {@code a e^(-p t)}: nothing is cleared.
 */
public enum CurveModel {
  PHYSICAL(1),
  MONO(2),
  BI(4);

  private final int parameters;

  CurveModel(int parameters) {
    this.parameters = parameters;
  }

  /** Number of parameters. */
  public int parameters() {
    return parameters;
  }

  /** One exponential: amplitude in MBq and constant per hour. */
  record Term(double amplitude, double constant) {
    double at(double hours) {
      return amplitude * Math.exp(-constant * hours);
    }

    /** From a time to infinity, MBq.h. */
    double integral(double fromHours) {
      return at(fromHours) / constant;
    }

    /** Natural logarithms of the sums of some terms; a sum of zero or less as the least double. */
    static double[] logSums(Term[] terms, double[] hours) {
      double[] logs = new double[hours.length];
      for (int i = 0; i < hours.length; i++) {
        double sum = 0;
        for (Term term : terms) {
          sum += term.at(hours[i]);
        }
        logs[i] = Math.log(Math.max(sum, Double.MIN_NORMAL));
      }
      return logs;
    }
  }

  /**
   * The exponentials of a parameter vector.
   *
   * @param physical decay constant of the nuclide, per hour
   */
  Term[] terms(double[] p, double physical) {
    double amplitude = Math.exp(p[0]);
    if (this == PHYSICAL) {
      return new Term[] {new Term(amplitude, physical)};
    }
    double slow = physical + Math.exp(p[1]);
    if (this == MONO) {
      return new Term[] {new Term(amplitude, slow)};
    }
    return new Term[] {
      new Term(amplitude, slow), new Term(amplitude * (Math.exp(p[3]) - 1), slow + Math.exp(p[2]))
    };
  }
}
