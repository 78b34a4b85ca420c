package org.therafed.evidence.longitudinal;

import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/** One person's measurements over time, whole at one site. */
public final class SlopeSeries {
  private final String site;
  private final int arm;
  private final double[] days;
  private final double[] value;

  /**
   * @param site label of the site that holds the person
   * @param arm index from 0
   * @param days since the index date, increasing; may be negative (before it)
   * @param value measured then
   */
  public SlopeSeries(String site, int arm, double[] days, double[] value) {
    this.site = Sites.check(site);
    this.arm = arm;
    this.days = days.clone();
    this.value = value.clone();
    if (arm < 0) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("an arm of index " + arm);
    }
    if (days.length != value.length) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with(
          days.length + " times, " + value.length + " values");
    }
    if (!Arrays.stream(value).allMatch(Double::isFinite)
        || !Arrays.stream(days).allMatch(Double::isFinite)) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("a value or time that is not finite");
    }
    Arrays.stream(days).forEach(PersonTime::checkSigned);
    for (int i = 1; i < days.length; i++) {
      if (days[i] <= days[i - 1]) {
        throw EvidenceCode.SERIES_IMPOSSIBLE.with("times out of order");
      }
    }
  }

  /** Label of the site. */
  public String site() {
    return site;
  }

  /** Index of the arm, from 0. */
  public int arm() {
    return arm;
  }

  /** How many measurements. */
  public int size() {
    return days.length;
  }

  /** When the i-th was made, days since the index date. */
  public double days(int i) {
    return days[i];
  }

  /** The i-th measurement. */
  public double value(int i) {
    return value[i];
  }

  @Override
  public String toString() {
    return "SlopeSeries[" + days.length + " times]";
  }
}
