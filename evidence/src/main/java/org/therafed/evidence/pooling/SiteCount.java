package org.therafed.evidence.pooling;

import org.therafed.evidence.partial.Sites;

/**
 * One site's events against what they are measured by.
 *
 * @param site the site's label
 * @param events events
 * @param denominator persons (for a proportion), person-time or expected events (for a rate)
 */
public record SiteCount(String site, long events, double denominator) {
  public SiteCount {
    Sites.check(site);
    SiteCounts.check(events, denominator);
  }
}
