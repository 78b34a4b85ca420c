package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Persons, time at risk and events by term and least grade, by site. Counts merge exactly, times to
 * 1e-12 relative (exactly in whole days). Partials of different grading schemes do not merge.
 *
 * @param scheme what the grades mean
 * @param bySite sums by site label
 */
@PartialFormat(kind = "adverse-events", version = 1)
public record AdverseEventPartial(GradingScheme scheme, SortedMap<String, SiteSums> bySite)
    implements Partial<AdverseEventPartial> {

  /**
   * One site's sums.
   *
   * @param persons at risk
   * @param days their time at risk, Σ t
   * @param daysSquared Σ t²
   * @param anyTerm over all terms, by least grade 1 to 5
   * @param byTerm by term code, by least grade 1 to 5
   */
  public record SiteSums(
      long persons,
      double days,
      double daysSquared,
      List<GradeSums> anyTerm,
      SortedMap<String, List<GradeSums>> byTerm) {

    static final SiteSums NONE = new SiteSums(0, 0, 0, none(), new TreeMap<>());

    public SiteSums {
      anyTerm = grades(anyTerm);
      TreeMap<String, List<GradeSums>> copy = new TreeMap<>();
      byTerm.forEach((term, sums) -> copy.put(term, grades(sums)));
      byTerm = Sites.copy(copy);
      boolean times = days >= 0 && Double.isFinite(days) && Double.isFinite(daysSquared);
      if (persons < anyTerm.get(0).persons() || !times) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(persons + " persons, " + days + " days");
      }
    }

    private static List<GradeSums> none() {
      return java.util.Collections.nCopies(GradeCounts.GRADES, GradeSums.NONE);
    }

    private static List<GradeSums> grades(List<GradeSums> sums) {
      if (sums.size() != GradeCounts.GRADES) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(sums.size() + " grades");
      }
      return List.copyOf(sums);
    }

    private static List<GradeSums> plus(List<GradeSums> one, List<GradeSums> other) {
      List<GradeSums> sum = new ArrayList<>();
      for (int g = 0; g < GradeCounts.GRADES; g++) {
        sum.add(one.get(g).plus(other.get(g)));
      }
      return sum;
    }

    SiteSums plus(SiteSums other) {
      return new SiteSums(
          persons + other.persons,
          days + other.days,
          daysSquared + other.daysSquared,
          plus(anyTerm, other.anyTerm),
          Sites.merge(byTerm, other.byTerm, SiteSums::plus));
    }
  }

  public AdverseEventPartial {
    java.util.Objects.requireNonNull(scheme, "scheme");
    bySite = Sites.copy(bySite);
  }

  /** All sites together. */
  public SiteSums pooled() {
    return bySite.values().stream().reduce(SiteSums.NONE, SiteSums::plus);
  }

  @Override
  public AdverseEventPartial merge(AdverseEventPartial other) {
    if (scheme != other.scheme) {
      throw EvidenceCode.GRADING_MIXED.with(scheme + " and " + other.scheme);
    }
    return new AdverseEventPartial(scheme, Sites.merge(bySite, other.bySite, SiteSums::plus));
  }
}
