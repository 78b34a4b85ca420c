package org.therafed.evidence.table;

import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One person of one of two arms.
 *
 * @param site the site's label
 * @param stratum what the comparison is held within, such as a risk group; not blank. Comparisons
 *     without strata give all the same
 * @param arm which arm
 * @param event whether the person had the event
 */
public record ArmRow(String site, String stratum, Arm arm, boolean event) {
  public ArmRow {
    Sites.check(site);
    Objects.requireNonNull(arm, "arm");
    if (stratum == null || stratum.isBlank()) {
      throw EvidenceCode.GROUP_MISSING.with("the stratum");
    }
  }

  /** A row of a comparison without strata. */
  public static ArmRow of(String site, Arm arm, boolean event) {
    return new ArmRow(site, "all", arm, event);
  }
}
