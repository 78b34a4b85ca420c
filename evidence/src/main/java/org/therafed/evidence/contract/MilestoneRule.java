package org.therafed.evidence.contract;

import java.math.BigDecimal;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * One milestone of an agreement.
 *
 * @param name such as {@code month 6}
 * @param endpoint what is assessed, such as {@code complete response}
 * @param day when it is due, days from treatment
 * @param before days that an assessment may be early, 0 or more
 * @param after days that it may be late, 0 or more
 * @param share instalment as a share of the price, above 0, at most 1
 */
public record MilestoneRule(
    String name, String endpoint, int day, int before, int after, BigDecimal share) {
  public MilestoneRule {
    boolean named = name != null && !name.isBlank() && endpoint != null && !endpoint.isBlank();
    if (!named || day < 0 || before < 0 || after < 0 || before > day) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("a milestone on day " + day);
    }
    if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("an instalment of " + share);
    }
  }

  /** First day on which an assessment counts. */
  public int opens() {
    return day - before;
  }

  /** Last day on which an assessment counts. */
  public int closes() {
    return Math.addExact(day, after);
  }
}
