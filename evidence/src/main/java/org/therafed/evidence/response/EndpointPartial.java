package org.therafed.evidence.response;

import java.util.Objects;
import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Persons, those that could be evaluated, and responders, by site. Merges exactly; partials of
 * different endpoints do not merge.
 *
 * @param endpoint the endpoint's whole definition in words
 * @param bySite counts by site label
 */
@PartialFormat(kind = "endpoint", version = 1)
public record EndpointPartial(String endpoint, SortedMap<String, Counts> bySite)
    implements Partial<EndpointPartial> {

  /**
   * One site's counts.
   *
   * @param n persons
   * @param evaluable with an answer
   * @param responders who reached the endpoint
   */
  public record Counts(long n, long evaluable, long responders) {
    static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
      if (responders < 0 || responders > evaluable || evaluable > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(responders + " of " + evaluable + " of " + n);
      }
    }

    Counts plus(Counts o) {
      return new Counts(n + o.n, evaluable + o.evaluable, responders + o.responders);
    }
  }

  public EndpointPartial {
    Objects.requireNonNull(endpoint, "endpoint");
    bySite = Sites.copy(bySite);
  }

  /** All sites together. */
  public Counts pooled() {
    return bySite.values().stream().reduce(Counts.NONE, Counts::plus);
  }

  @Override
  public EndpointPartial merge(EndpointPartial other) {
    if (!endpoint.equals(other.endpoint)) {
      throw EvidenceCode.DEFINITION_MIXED.with("two endpoints");
    }
    return new EndpointPartial(endpoint, Sites.merge(bySite, other.bySite, Counts::plus));
  }
}
