package org.therafed.evidence.access;

import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Activities by site, in MBq. Counts merge exactly, sums to 1e-12 relative.
 *
 * @param bySite by site label
 */
@PartialFormat(kind = "activity-loss", version = 1)
public record ActivityPartial(SortedMap<String, Sums> bySite) implements Partial<ActivityPartial> {

  /**
   * One site's sums.
   *
   * @param doses doses
   * @param early doses administered before their calibration time
   * @param measured doses of which the administered activity is known
   * @param calibrated Σ activity at calibration
   * @param remaining Σ activity at administration
   * @param lossSquared Σ of the squared lost share
   * @param loss Σ of the lost share, 1 − remaining/calibrated
   * @param measuredRemaining Σ activity at administration of the measured doses
   * @param administered Σ administered activity of these
   */
  public record Sums(
      long doses,
      long early,
      long measured,
      double calibrated,
      double remaining,
      double loss,
      double lossSquared,
      double measuredRemaining,
      double administered) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Sums {
      if (early < 0 || measured < 0 || Math.max(early, measured) > doses) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(early + ", " + measured + " of " + doses);
      }
      double[] sums = {calibrated, remaining, loss, lossSquared, measuredRemaining, administered};
      for (double sum : sums) {
        if (!Double.isFinite(sum)) {
          throw EvidenceCode.DOSE_IMPOSSIBLE.with(sum);
        }
      }
    }

    Sums plus(Sums o) {
      return new Sums(
          doses + o.doses,
          early + o.early,
          measured + o.measured,
          calibrated + o.calibrated,
          remaining + o.remaining,
          loss + o.loss,
          lossSquared + o.lossSquared,
          measuredRemaining + o.measuredRemaining,
          administered + o.administered);
    }
  }

  public ActivityPartial {
    bySite = Sites.copy(bySite);
  }

  /** All sites together. */
  public Sums pooled() {
    return bySite.values().stream().reduce(Sums.NONE, Sums::plus);
  }

  @Override
  public ActivityPartial merge(ActivityPartial other) {
    return new ActivityPartial(Sites.merge(bySite, other.bySite, Sums::plus));
  }
}
