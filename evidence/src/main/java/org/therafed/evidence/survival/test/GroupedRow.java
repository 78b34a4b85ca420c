package org.therafed.evidence.survival.test;

import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.survival.SurvivalRow;

/**
 * One person's time at risk with the group to be compared and the stratum within which.
 *
 * @param stratum crossed strata as one label; empty if there are none
 * @param group the group's label
 * @param row the time at risk
 */
public record GroupedRow(String stratum, String group, SurvivalRow row) {
  public GroupedRow {
    Objects.requireNonNull(stratum, "stratum");
    Objects.requireNonNull(row, "row");
    if (group == null || group.isBlank()) {
      throw EvidenceCode.GROUP_UNLABELLED.with("");
    }
  }
}
