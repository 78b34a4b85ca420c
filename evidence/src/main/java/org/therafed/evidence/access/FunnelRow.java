package org.therafed.evidence.access;

import org.therafed.evidence.partial.Sites;

/**
 * How far one person got.
 *
 * @param site the site's label
 * @param stage the furthest stage reached
 * @param reason why it went no further, in a coded word; empty if unknown or still under way
 */
public record FunnelRow(String site, String stage, String reason) {
  public FunnelRow {
    Sites.check(site);
    java.util.Objects.requireNonNull(stage, "stage");
    java.util.Objects.requireNonNull(reason, "reason");
  }
}
