package org.therafed.evidence.cost.tariff;

import java.time.LocalDate;
import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One paid case.
 *
 * @param site label of the site
 * @param code DRG or DIP group
 * @param on the day whose tariff holds
 * @param cost what it cost, in the table's currency
 */
public record CaseRow(String site, String code, LocalDate on, double cost) {
  public CaseRow {
    Sites.check(site);
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(on, "on");
    if (!Double.isFinite(cost)) {
      throw EvidenceCode.COST_NOT_FINITE.with(cost);
    }
  }
}
