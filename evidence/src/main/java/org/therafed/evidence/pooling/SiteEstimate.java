package org.therafed.evidence.pooling;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One site's estimate of an effect, on a scale where it is nearly normal: a log hazard ratio, a log
 * odds ratio, a difference.
 *
 * @param site the site's label
 * @param n rows it stands on
 * @param events events among them
 * @param estimate the estimate
 * @param stdErr its standard error, between 1e-50 and 1e50 so that its square stays a number
 */
public record SiteEstimate(String site, long n, long events, double estimate, double stdErr) {
  public SiteEstimate {
    Sites.check(site);
    check(n, events, estimate, stdErr);
  }

  static void check(long n, long events, double estimate, double stdErr) {
    if (n < 0 || events < 0 || events > n) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events of " + n);
    }
    if (!(Math.abs(estimate) <= 1e50) || !(stdErr >= 1e-50 && stdErr <= 1e50)) {
      throw EvidenceCode.SITE_ESTIMATE_IMPOSSIBLE.with(
          stdErr + (Math.abs(estimate) <= 1e50 ? "" : " and no finite value"));
    }
  }
}
