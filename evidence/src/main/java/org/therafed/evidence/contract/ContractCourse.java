package org.therafed.evidence.contract;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * One course under an agreement, as known at the data cut. Days count from treatment.
 *
 * @param site the site's label
 * @param daysSinceTreatment day of the data cut, 0 or more
 * @param assessments assessments up to the data cut
 * @param failureDay day of an event that fails every later milestone, such as death or progression;
 *     empty if there was none
 * @param exclusion coded reason why the agreement does not apply; empty if it does
 */
public record ContractCourse(
    String site,
    int daysSinceTreatment,
    List<Assessment> assessments,
    OptionalInt failureDay,
    Optional<String> exclusion) {

  /**
   * One assessment of an endpoint.
   *
   * @param endpoint what was assessed
   * @param day when
   * @param reached whether the endpoint was met
   */
  public record Assessment(String endpoint, int day, boolean reached) {}

  public ContractCourse {
    Sites.check(site);
    assessments = List.copyOf(assessments);
    PersonTime.check(daysSinceTreatment);
    for (Assessment each : assessments) {
      if (each.day() > daysSinceTreatment) {
        throw EvidenceCode.DAYS_REVERSED.with("an assessment after the data cut");
      }
    }
    if (failureDay.isPresent()
        && (failureDay.getAsInt() > daysSinceTreatment || failureDay.getAsInt() < 0)) {
      throw EvidenceCode.DAYS_REVERSED.with("a failure on day " + failureDay.getAsInt());
    }
    if (exclusion.isPresent() && exclusion.get().isBlank()) {
      throw EvidenceCode.CONTRACT_IMPOSSIBLE.with("an exclusion without a reason");
    }
  }

  /** The milestone's state. */
  MilestoneState state(MilestoneRule rule) {
    Assessment nearest = null;
    for (Assessment each : assessments) {
      boolean counts =
          each.endpoint().equals(rule.endpoint())
              && each.day() >= rule.opens()
              && each.day() <= rule.closes()
              && (failureDay.isEmpty() || each.day() < failureDay.getAsInt());
      if (counts && (nearest == null || better(each, nearest, rule.day()))) {
        nearest = each;
      }
    }
    if (nearest != null) {
      return nearest.reached() ? MilestoneState.REACHED : MilestoneState.FAILED;
    }
    if (failureDay.isPresent() && failureDay.getAsInt() <= rule.closes()) {
      return MilestoneState.FAILED;
    }
    return daysSinceTreatment <= rule.closes()
        ? MilestoneState.NOT_YET_DUE
        : MilestoneState.OVERDUE;
  }

  /** Nearer to the due day; of two as near the later; of two on one day the failed. */
  private static boolean better(Assessment one, Assessment than, int due) {
    int mine = Math.abs(one.day() - due);
    int theirs = Math.abs(than.day() - due);
    if (mine != theirs) {
      return mine < theirs;
    }
    return one.day() != than.day() ? one.day() > than.day() : !one.reached();
  }
}
