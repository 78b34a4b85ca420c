package org.therafed.evidence.disclosure.transfer;

import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * The rules of the transfer door. The defaults are the loosest there are, but for the grid, which a
 * protocol that the sites approved may set finer.
 *
 * @param sitesMinimum fewest answering sites among which sums are masked (3)
 * @param minimumCell smallest number of people that crosses unmasked (11: cells of 1–10 do not)
 * @param gridDays finest time grid that crosses (30.4375 days, a month)
 */
public record TransferPolicy(int sitesMinimum, int minimumCell, double gridDays) {
  private static final TransferPolicy DEFAULTS =
      new TransferPolicy(3, 11, DisclosurePolicy.MONTH_DAYS);

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
    return new TransferPolicy(sitesMinimum, minimumCell, protocolGridDays);
  }
}
