package org.therafed.evidence.toxicity;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;
import org.therafed.evidence.partial.Sites;

/**
 * One person's time at risk with all graded events in it. A person without any event is a row with
 * an empty list, for they belong to the denominator.
 *
 * @param site the site's label
 * @param scheme what the grades mean
 * @param exposureDays time at risk in days, above 0
 * @param events events with onset within that time
 */
public record AdverseEventRow(
    String site, GradingScheme scheme, double exposureDays, List<AdverseEvent> events) {
  public AdverseEventRow {
    Sites.check(site);
    events = List.copyOf(events);
    if (!(exposureDays > 0 && Double.isFinite(exposureDays))) {
      throw EvidenceCode.EXPOSURE_NOT_POSITIVE.with(exposureDays);
    }
    PersonTime.check(exposureDays);
    for (AdverseEvent event : events) {
      scheme.check(event.term());
      if (event.onsetDays() > exposureDays) {
        throw EvidenceCode.EVENT_OUTSIDE_EXPOSURE.with(
            event.onsetDays() + " of " + exposureDays + " at risk");
      }
    }
  }

  /**
   * The row, if its grades are of this scheme.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-AE-001} otherwise
   */
  AdverseEventRow gradedBy(GradingScheme wanted) {
    if (scheme != wanted) {
      throw EvidenceCode.GRADING_MIXED.with(scheme + " in a question on " + wanted);
    }
    return this;
  }
}
