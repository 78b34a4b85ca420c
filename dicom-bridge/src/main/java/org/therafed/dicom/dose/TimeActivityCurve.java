package org.therafed.dicom.dose;

import java.util.ArrayList;
import java.util.List;

/**
 * A fitted curve of activity over time, and its integral.
 *
 * @param model its form
 * @param halfLivesHours effective half-life of each exponential, slowest first, h
 * @param amplitudesMbq of each exponential at the administration
 * @param integral from the administration to infinity
 * @param extrapolatedPart of the integral, after the last point
 * @param scatter standard deviation of the points around the curve, as a part of the curve; NaN
 *     where there are no more points than parameters
 * @param cautions what a reader must know
 */
public record TimeActivityCurve(
    CurveModel model,
    List<Double> halfLivesHours,
    List<Double> amplitudesMbq,
    TimeIntegratedActivity integral,
    double extrapolatedPart,
    double scatter,
    List<Caution> cautions) {

  /** What a reader must know of a curve. */
  public enum Caution {
    /** The points fall slower than the nuclide decays; no clearance was fitted. */
    SLOWER_THAN_DECAY("DCM-DOSEC-001"),
    /** More than a fifth of the integral lies after the last point. */
    MOSTLY_EXTRAPOLATED("DCM-DOSEC-002"),
    /** No more points than parameters: the interval rests on the stated uncertainty alone. */
    NO_SPARE_POINTS("DCM-DOSEC-003"),
    /** Points scatter more than twice as much as was stated. */
    SCATTER_ABOVE_STATED("DCM-DOSEC-004"),
    /** Too few points to tell forms apart: the interval holds if the curve is of this form. */
    FORM_ASSUMED("DCM-DOSEC-005");

    private final String code;

    Caution(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }

  public TimeActivityCurve {
    halfLivesHours = List.copyOf(halfLivesHours);
    amplitudesMbq = List.copyOf(amplitudesMbq);
    cautions = List.copyOf(cautions);
  }

  /** The same curve with another integral, and more to know. */
  TimeActivityCurve with(TimeIntegratedActivity other, Caution... more) {
    List<Caution> all = new ArrayList<>(cautions);
    all.addAll(List.of(more));
    return new TimeActivityCurve(
        model, halfLivesHours, amplitudesMbq, other, extrapolatedPart, scatter, all);
  }

  /** Activity at a time, MBq. */
  public double at(double hours) {
    double sum = 0;
    for (int i = 0; i < amplitudesMbq.size(); i++) {
      sum += amplitudesMbq.get(i) * Math.pow(2, -hours / halfLivesHours.get(i));
    }
    return sum;
  }
}
