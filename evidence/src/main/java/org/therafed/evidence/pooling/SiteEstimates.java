package org.therafed.evidence.pooling;

import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Estimates by site. Merges exactly; a site may be in one of the two only.
 *
 * @param bySite estimates by site label
 */
@PartialFormat(kind = "site-estimates", version = 1)
public record SiteEstimates(SortedMap<String, Value> bySite) implements Partial<SiteEstimates> {

  /**
   * What one site found; components as in {@link SiteEstimate}.
   *
   * @param n rows
   * @param events events among them
   * @param estimate the estimate
   * @param stdErr its standard error
   */
  public record Value(long n, long events, double estimate, double stdErr) {
    public Value {
      SiteEstimate.check(n, events, estimate, stdErr);
    }
  }

  public SiteEstimates {
    bySite = Sites.copy(bySite);
  }

  /** Of no site. */
  public static SiteEstimates empty() {
    return new SiteEstimates(new TreeMap<>());
  }

  /** The same without one site. */
  public SiteEstimates without(String site) {
    TreeMap<String, Value> rest = new TreeMap<>(bySite);
    rest.remove(site);
    return new SiteEstimates(rest);
  }

  @Override
  public SiteEstimates merge(SiteEstimates other) {
    return new SiteEstimates(
        Sites.merge(
            bySite,
            other.bySite,
            (one, two) -> {
              throw EvidenceCode.SITE_TWICE.with(bySite.size() + " sites here");
            }));
  }
}
