package org.therafed.evidence.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Courses by milestone and state, by site. Merges exactly; partials of different agreements do not
 * merge.
 *
 * @param agreement the agreement as canonical JSON
 * @param bySite counts by site label
 */
@PartialFormat(kind = "milestones", version = 1)
public record MilestonePartial(String agreement, SortedMap<String, SiteCounts> bySite)
    implements Partial<MilestonePartial> {

  /**
   * One site's counts.
   *
   * @param courses courses that the agreement applies to
   * @param exclusions other courses by reason
   * @param milestones counts in the agreement's order; no entry for a site without courses
   */
  public record SiteCounts(
      long courses, SortedMap<String, Long> exclusions, List<Counts> milestones) {
    static final SiteCounts NONE = new SiteCounts(0, new TreeMap<>(), List.of());

    public SiteCounts {
      exclusions = Sites.copy(exclusions);
      milestones = List.copyOf(milestones);
      for (Counts each : milestones) {
        if (each.all() != courses) {
          throw EvidenceCode.COUNT_IMPOSSIBLE.with(each.all() + " states of " + courses);
        }
      }
      for (long each : exclusions.values()) {
        if (each < 0) {
          throw EvidenceCode.COUNT_IMPOSSIBLE.with(each);
        }
      }
    }

    SiteCounts plus(SiteCounts other) {
      List<Counts> sum = new ArrayList<>();
      for (int i = 0; i < Math.max(milestones.size(), other.milestones.size()); i++) {
        Counts mine = i < milestones.size() ? milestones.get(i) : Counts.NONE;
        sum.add(i < other.milestones.size() ? mine.plus(other.milestones.get(i)) : mine);
      }
      return new SiteCounts(
          courses + other.courses, Sites.merge(exclusions, other.exclusions, Long::sum), sum);
    }
  }

  /**
   * One milestone's courses by state.
   *
   * @param reached see {@link MilestoneState#REACHED}
   * @param failed see {@link MilestoneState#FAILED}
   * @param notYetDue see {@link MilestoneState#NOT_YET_DUE}
   * @param overdue see {@link MilestoneState#OVERDUE}
   */
  public record Counts(long reached, long failed, long notYetDue, long overdue) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    public Counts {
      if (reached < 0 || failed < 0 || notYetDue < 0 || overdue < 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with("less than 0");
      }
    }

    /** Courses in any state. */
    public long all() {
      return reached + failed + notYetDue + overdue;
    }

    Counts plus(Counts o) {
      return new Counts(
          reached + o.reached, failed + o.failed, notYetDue + o.notYetDue, overdue + o.overdue);
    }
  }

  public MilestonePartial {
    Objects.requireNonNull(agreement, "agreement");
    bySite = Sites.copy(bySite);
  }

  /** All sites together. */
  public SiteCounts pooled() {
    return bySite.values().stream().reduce(SiteCounts.NONE, SiteCounts::plus);
  }

  @Override
  public MilestonePartial merge(MilestonePartial other) {
    if (!agreement.equals(other.agreement)) {
      throw EvidenceCode.DEFINITION_MIXED.with("two agreements");
    }
    return new MilestonePartial(agreement, Sites.merge(bySite, other.bySite, SiteCounts::plus));
  }
}
