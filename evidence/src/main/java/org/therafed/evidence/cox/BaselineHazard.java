package org.therafed.evidence.cox;

import java.util.Arrays;

/** A cumulative baseline hazard: a step function of time in days. */
public final class BaselineHazard {
  private final double[] times;
  private final double[] hazard;

  BaselineHazard(double[] times, double[] hazard) {
    this.times = times;
    this.hazard = hazard;
  }

  /** Its value at a time, the last one carried on; 0 before the first event. */
  public double at(double days) {
    int at = Arrays.binarySearch(times, days * (1 + CoxData.SAME_TIME));
    int place = at >= 0 ? at : -at - 2;
    return place < 0 ? 0 : hazard[place];
  }

  /** How many steps. */
  public int size() {
    return times.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BaselineHazard o
        && Arrays.equals(times, o.times)
        && Arrays.equals(hazard, o.hazard);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hazard);
  }
}
