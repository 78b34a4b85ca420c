package org.therafed.registry.estimate;

import java.time.LocalDate;
import java.util.Comparator;
import org.therafed.registry.cohort.Member;

/**
 * Where and when the index events of some members of an arm were; sums are merged in this order.
 *
 * @param month its first day
 */
public record SiteMonth(LocalDate month, String site) implements Comparable<SiteMonth> {

  private static final Comparator<SiteMonth> ORDER =
      Comparator.comparing(SiteMonth::month).thenComparing(SiteMonth::site);

  static SiteMonth of(Member member) {
    return new SiteMonth(member.index().withDayOfMonth(1), member.site());
  }

  @Override
  public int compareTo(SiteMonth other) {
    return ORDER.compare(this, other);
  }
}
