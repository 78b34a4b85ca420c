package org.therafed.evidence.pooling;

import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Events and denominators by site. Counts merge exactly, denominators to rounding.
 *
 * @param bySite by site label
 */
@PartialFormat(kind = "site-counts", version = 1)
public record SiteCounts(SortedMap<String, Count> bySite) implements Partial<SiteCounts> {

  /**
   * One site's.
   *
   * @param events events
   * @param denominator persons, person-time or expected events
   */
  public record Count(long events, double denominator) {
    public Count {
      check(events, denominator);
    }

    Count plus(Count other) {
      return new Count(events + other.events, denominator + other.denominator);
    }
  }

  public SiteCounts {
    bySite = Sites.copy(bySite);
  }

  /** Of no site. */
  public static SiteCounts empty() {
    return new SiteCounts(new TreeMap<>());
  }

  static void check(long events, double denominator) {
    // 1e12 persons or days: beyond it the exact limits would lose their integers.
    if (events < 0 || !(denominator >= 0 && denominator <= 1e12)) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events + " events by " + denominator);
    }
  }

  @Override
  public SiteCounts merge(SiteCounts other) {
    return new SiteCounts(Sites.merge(bySite, other.bySite, Count::plus));
  }
}
