package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments of change from baseline by arm and visit, by site.
 *
 * @param bySite by site label
 */
@PartialFormat(kind = "visit-moments", version = 1)
public record VisitMoments(SortedMap<String, SiteMoments> bySite) implements Partial<VisitMoments> {

  /**
   * One site's moments.
   *
   * @param persons by arm
   * @param baseline by arm
   * @param change by arm and visit, arm by arm
   */
  public record SiteMoments(List<Long> persons, List<Moments> baseline, List<Moments> change) {
    public SiteMoments {
      persons = List.copyOf(persons);
      baseline = List.copyOf(baseline);
      change = List.copyOf(change);
      baseline.forEach(each -> each.check(EvidenceCode.COUNT_IMPOSSIBLE));
      change.forEach(each -> each.check(EvidenceCode.COUNT_IMPOSSIBLE));
    }

    static SiteMoments none(int arms, int cells) {
      return new SiteMoments(
          Collections.nCopies(arms, 0L),
          Collections.nCopies(arms, Moments.NONE),
          Collections.nCopies(cells, Moments.NONE));
    }

    SiteMoments plus(SiteMoments other) {
      if (persons.size() != other.persons.size() || change.size() != other.change.size()) {
        throw EvidenceCode.SERIES_IMPOSSIBLE.with("visits or arms of another declaration");
      }
      List<Long> people = new ArrayList<>();
      for (int arm = 0; arm < persons.size(); arm++) {
        people.add(persons.get(arm) + other.persons.get(arm));
      }
      return new SiteMoments(people, sum(baseline, other.baseline), sum(change, other.change));
    }

    private static List<Moments> sum(List<Moments> one, List<Moments> other) {
      List<Moments> sum = new ArrayList<>();
      for (int i = 0; i < one.size(); i++) {
        sum.add(one.get(i).plus(other.get(i)));
      }
      return sum;
    }
  }

  public VisitMoments {
    bySite = Sites.copy(bySite);
  }

  @Override
  public VisitMoments merge(VisitMoments other) {
    return new VisitMoments(Sites.merge(bySite, other.bySite, SiteMoments::plus));
  }
}
