package org.therafed.evidence.survival.followup;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.survival.SurvivalCurve;

/**
 * Completeness and freshness of follow-up.
 *
 * @param basis checks and warnings that belong to every estimate from the same rows
 * @param all all sites together
 * @param bySite each site, by label
 */
public record FollowUpResult(Basis basis, Share all, List<Share> bySite) implements Result {

  public FollowUpResult {
    bySite = List.copyOf(bySite);
  }

  /**
   * One site, or all.
   *
   * @param site the site's label
   * @param n persons
   * @param completeness Clark's index, 0 to 1; 1 where no follow-up was possible yet
   * @param stale persons without the event who were last seen too long ago
   * @param staleShare these of the persons without the event; 0 where there are none
   * @param meanLagDays days from last seen without the event to the data cut, on average over those
   *     without the event; 0 where there are none
   */
  public record Share(
      String site, long n, double completeness, long stale, double staleShare, double meanLagDays) {

    static Share of(String site, FollowUpSums.SiteSums sums) {
      long eventFree = sums.n() - sums.events();
      double missed = Math.max(0, sums.potentialDays() - sums.observedDays());
      return new Share(
          site,
          sums.n(),
          sums.potentialDays() > 0 ? Math.min(1, sums.observedDays() / sums.potentialDays()) : 1,
          sums.stale(),
          eventFree > 0 ? sums.stale() / (double) eventFree : 0,
          eventFree > 0 ? missed / eventFree : 0);
    }
  }

  /** A curve of the same rows with these checks and warnings. */
  public SurvivalCurve travelWith(SurvivalCurve curve) {
    return curve.with(basis.checks(), basis.warnings());
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> estimates = new ArrayList<>();
    List<Share> shares = new ArrayList<>(List.of(all));
    shares.addAll(bySite);
    for (Share share : shares) {
      estimates.add(
          Estimate.of("completeness of follow-up", share.completeness(), "1")
              .at("site", share.site()));
      estimates.add(
          Estimate.of("share with stale follow-up", share.staleShare(), "1")
              .at("site", share.site()));
      estimates.add(
          Estimate.of("mean time since last seen", share.meanLagDays(), "d")
              .at("site", share.site()));
    }
    return estimates;
  }
}
