package org.therafed.evidence.toxicity;

import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Exposed persons and worst grades by term, by site. Merges exactly.
 *
 * @param bySite counts by site label
 */
@PartialFormat(kind = "toxicity", version = 1)
public record ToxicityPartial(SortedMap<String, Counts> bySite)
    implements Partial<ToxicityPartial> {

  /**
   * One site's counts.
   *
   * @param persons exposed
   * @param anyTerm persons by their worst grade over all terms
   * @param byTerm persons by worst grade, by term code
   */
  public record Counts(long persons, GradeCounts anyTerm, SortedMap<String, GradeCounts> byTerm) {
    public Counts {
      byTerm = Sites.copy(byTerm);
      long any = anyTerm.atLeast(1);
      if (any > persons) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(any + " with an event of " + persons);
      }
      for (GradeCounts term : byTerm.values()) {
        if (term.atLeast(1) > any) {
          throw EvidenceCode.COUNT_IMPOSSIBLE.with(term.atLeast(1) + " with a term of " + any);
        }
      }
    }

    Counts plus(Counts other) {
      return new Counts(
          persons + other.persons,
          anyTerm.plus(other.anyTerm),
          Sites.merge(byTerm, other.byTerm, GradeCounts::plus));
    }
  }

  static final Counts NONE =
      new Counts(0, new GradeCounts(new long[GradeCounts.GRADES]), new TreeMap<>());

  public ToxicityPartial {
    bySite = Sites.copy(bySite);
  }

  /** All sites together. */
  public Counts pooled() {
    return bySite.values().stream().reduce(NONE, Counts::plus);
  }

  @Override
  public ToxicityPartial merge(ToxicityPartial other) {
    return new ToxicityPartial(Sites.merge(bySite, other.bySite, Counts::plus));
  }
}
