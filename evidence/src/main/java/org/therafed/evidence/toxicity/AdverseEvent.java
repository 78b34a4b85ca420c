package org.therafed.evidence.toxicity;

import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;

/**
 * One adverse event of a person.
 *
 * @param term term code
 * @param grade 1 to 5
 * @param onsetDays days from the start of observation to its onset
 * @param resolvedDays days to its resolution, not before its onset; empty if unresolved
 * @param serious whether it was serious in the regulatory sense, which its grade does not tell
 */
public record AdverseEvent(
    String term, int grade, double onsetDays, OptionalDouble resolvedDays, boolean serious) {
  public AdverseEvent {
    if (term == null || term.isBlank()) {
      throw EvidenceCode.TERM_MISSING.with("");
    }
    if (grade < 1 || grade > GradeCounts.GRADES) {
      throw EvidenceCode.GRADE_OUT_OF_RANGE.with(grade);
    }
    PersonTime.check(onsetDays);
    if (resolvedDays.isPresent() && !(resolvedDays.getAsDouble() >= onsetDays)) {
      throw EvidenceCode.EVENT_OUTSIDE_EXPOSURE.with(
          onsetDays + ", resolved on day " + resolvedDays.getAsDouble());
    }
  }

  /** An event that is not serious and of which the resolution is not known. */
  public static AdverseEvent of(String term, int grade, double onsetDays) {
    return new AdverseEvent(term, grade, onsetDays, OptionalDouble.empty(), false);
  }
}
