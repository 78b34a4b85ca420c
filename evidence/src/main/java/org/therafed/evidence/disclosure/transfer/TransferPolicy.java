package org.therafed.evidence.disclosure.transfer;

import java.util.Optional;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * The rules of the transfer door. The defaults are the loosest there are, but for the grid, which a
 * protocol that the sites approved may set finer.
 *
 * @param sitesMinimum fewest answering sites among which sums are masked (3)
 * @param minimumCell smallest number of people that crosses unmasked (11: cells of 1–10 do not)
 * @param gridDays finest time grid that crosses (30.4375 days, a month)
 * @param timeless whether the approved protocol says that none of its cells is a time, so that sums
 *     without a grid cross (no)
 */
public record TransferPolicy(int sitesMinimum, int minimumCell, double gridDays, boolean timeless) {
  private static final TransferPolicy DEFAULTS =
      new TransferPolicy(3, 11, DisclosurePolicy.MONTH_DAYS, false);

  public TransferPolicy {
    if (sitesMinimum < 3) {
      throw EvidenceCode.POLICY_LOOSER.with("masking among " + sitesMinimum + " sites");
    }
    if (minimumCell < 11) {
      throw EvidenceCode.POLICY_LOOSER.with("a minimum cell of " + minimumCell);
    }
    if (!(gridDays >= 1 && gridDays < 10_000)) {
      throw EvidenceCode.POLICY_LOOSER.with("a grid of " + gridDays + " days");
    }
  }

  /** The rules of the federation's charter. */
  public static TransferPolicy defaults() {
    return DEFAULTS;
  }

  /** The same rules with the grid of an approved protocol, days. */
  public TransferPolicy onGrid(double protocolGridDays) {
    return new TransferPolicy(sitesMinimum, minimumCell, protocolGridDays, timeless);
  }

  /** The same rules for an approved protocol of which no cell is a time. */
  public TransferPolicy withoutTimes() {
    return new TransferPolicy(sitesMinimum, minimumCell, gridDays, true);
  }

  /**
   * Why sums on this grid may not cross; empty if they may.
   *
   * @param declaredDays as the sums declare it; 0 if none of their cells is a time
   */
  Optional<TransferVerdict.Reason> refusesGrid(double declaredDays) {
    if (declaredDays == 0) {
      return timeless ? Optional.empty() : Optional.of(TransferVerdict.Reason.GRID_UNDECLARED);
    }
    // Written so that NaN is refused.
    return declaredDays >= gridDays && Double.isFinite(declaredDays)
        ? Optional.empty()
        : Optional.of(TransferVerdict.Reason.GRID_TOO_FINE);
  }
}
