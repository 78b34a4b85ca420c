package org.therafed.evidence.response;

import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Assessed and responding, by site. Merges exactly.
 *
 * @param bySite counts by site label
 */
@PartialFormat(kind = "response", version = 1)
public record ResponsePartial(SortedMap<String, Counts> bySite)
    implements Partial<ResponsePartial> {

  /**
   * One site's counts.
   *
   * @param n assessed
   * @param responders responding among them
   */
  public record Counts(long n, long responders) {
    public Counts {
      if (n < 0 || responders < 0 || responders > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(responders + " responders of " + n);
      }
    }

    Counts plus(Counts other) {
      return new Counts(n + other.n, responders + other.responders);
    }
  }

  public ResponsePartial {
    bySite = Sites.copy(bySite);
  }

  /** Assessed at all sites. */
  public long n() {
    return bySite.values().stream().mapToLong(Counts::n).sum();
  }

  /** Responding at all sites. */
  public long responders() {
    return bySite.values().stream().mapToLong(Counts::responders).sum();
  }

  @Override
  public ResponsePartial merge(ResponsePartial other) {
    return new ResponsePartial(Sites.merge(bySite, other.bySite, Counts::plus));
  }
}
