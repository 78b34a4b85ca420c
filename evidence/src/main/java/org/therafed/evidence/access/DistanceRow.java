package org.therafed.evidence.access;

import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * How far an eligible person lives from the hospital, and whether they were treated.
 *
 * @param site the site's label
 * @param kilometres travel distance, 0 or more; empty if unknown
 * @param treated whether the person was treated
 */
public record DistanceRow(String site, OptionalDouble kilometres, boolean treated) {
  public DistanceRow {
    Sites.check(site);
    if (kilometres.isPresent()
        && !(kilometres.getAsDouble() >= 0 && Double.isFinite(kilometres.getAsDouble()))) {
      throw EvidenceCode.OBSERVATION_IMPOSSIBLE.with(kilometres.getAsDouble() + " km");
    }
  }
}
