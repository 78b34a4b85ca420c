package org.therafed.evidence.longitudinal;

import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/** One person's measurements at declared visits, whole at one site. */
public final class VisitSeries {
  private final String site;
  private final int arm;
  private final double baseline;
  private final int[] visit;
  private final double[] value;

  /**
   * @param site label of the site that holds the person
   * @param arm index from 0
   * @param baseline measured before treatment
   * @param visit indices of the visits at which it was measured, from 0, increasing
   * @param value measured there, in the unit of the baseline
   */
  public VisitSeries(String site, int arm, double baseline, int[] visit, double[] value) {
    this.site = Sites.check(site);
    this.arm = arm;
    this.baseline = baseline;
    this.visit = visit.clone();
    this.value = value.clone();
    if (arm < 0) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("an arm of index " + arm);
    }
    if (visit.length != value.length) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with(
          visit.length + " visits, " + value.length + " values");
    }
    for (int i = 0; i < visit.length; i++) {
      if (visit[i] < 0 || (i > 0 && visit[i] <= visit[i - 1])) {
        throw EvidenceCode.SERIES_IMPOSSIBLE.with("visits out of order");
      }
    }
    if (!Double.isFinite(baseline) || !Arrays.stream(value).allMatch(Double::isFinite)) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("a value that is not finite");
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

  /** Measured before treatment. */
  public double baseline() {
    return baseline;
  }

  /** How many visits were measured. */
  public int size() {
    return visit.length;
  }

  /** Index of the i-th measured visit. */
  public int visit(int i) {
    return visit[i];
  }

  /** The i-th measurement. */
  public double value(int i) {
    return value[i];
  }

  @Override
  public String toString() {
    return "VisitSeries[" + visit.length + " visits]";
  }
}
