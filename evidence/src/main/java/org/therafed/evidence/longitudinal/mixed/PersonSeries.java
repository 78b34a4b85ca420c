package org.therafed.evidence.longitudinal.mixed;

/** One person's measurements with their design, all at one site. The arrays are not copied. */
public final class PersonSeries {
  final double[][] design;
  final double[] outcome;
  final double[] at;

  /**
   * @param design by measurement, the values of the fixed effects
   * @param outcome by measurement
   * @param at by measurement, the visit's index or the time, as the covariance structure says
   */
  public PersonSeries(double[][] design, double[] outcome, double[] at) {
    this.design = design;
    this.outcome = outcome;
    this.at = at;
  }
}
