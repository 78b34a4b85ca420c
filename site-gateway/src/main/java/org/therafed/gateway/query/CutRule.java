package org.therafed.gateway.query;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * On which data cuts a site answers: the ledger compares people within a cut, so that cuts must not
 * follow each other so closely that few people came between them.
 */
final class CutRule {

  private static final Duration LEAST_APART = Duration.ofDays(30);

  private CutRule() {}

  /**
   * Whether a further cut may be answered about.
   *
   * @param known cuts that were before
   */
  static boolean allows(Instant cut, List<Instant> known) {
    return beginsQuarter(cut)
        || known.stream()
            .allMatch(one -> Duration.between(one, cut).abs().compareTo(LEAST_APART) >= 0);
  }

  private static boolean beginsQuarter(Instant cut) {
    OffsetDateTime at = cut.atOffset(ZoneOffset.UTC);
    return at.getDayOfMonth() == 1
        && (at.getMonthValue() - 1) % 3 == 0
        && at.toLocalTime().toNanoOfDay() == 0;
  }
}
