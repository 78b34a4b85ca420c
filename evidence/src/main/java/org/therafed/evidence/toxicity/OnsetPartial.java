package org.therafed.evidence.toxicity;

import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.survival.EventTable;

/**
 * Times of the first event of a term and of its resolution. Merges exactly; partials of different
 * questions do not merge.
 *
 * @param scheme what the grades mean
 * @param term term code; empty for any
 * @param leastGrade 1 for any grade
 * @param onset time to the first event of everybody, censored at the end of their time at risk
 * @param affected the same times of those who had it only
 * @param resolution from that onset to its resolution, censored at the end of the time at risk
 */
@PartialFormat(kind = "onset-and-resolution", version = 1)
public record OnsetPartial(
    GradingScheme scheme,
    String term,
    int leastGrade,
    EventTable onset,
    EventTable affected,
    EventTable resolution)
    implements Partial<OnsetPartial> {

  public OnsetPartial {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(term, "term");
    Objects.requireNonNull(onset, "onset");
    Objects.requireNonNull(affected, "affected");
    Objects.requireNonNull(resolution, "resolution");
  }

  @Override
  public OnsetPartial merge(OnsetPartial other) {
    if (scheme != other.scheme) {
      throw EvidenceCode.GRADING_MIXED.with(scheme + " and " + other.scheme);
    }
    if (!term.equals(other.term) || leastGrade != other.leastGrade) {
      throw EvidenceCode.DEFINITION_MIXED.with("two terms or grades");
    }
    return new OnsetPartial(
        scheme,
        term,
        leastGrade,
        onset.merge(other.onset),
        affected.merge(other.affected),
        resolution.merge(other.resolution));
  }
}
