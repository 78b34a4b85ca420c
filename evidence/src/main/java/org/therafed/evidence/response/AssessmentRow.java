package org.therafed.evidence.response;

import java.util.List;
import java.util.Map;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One person or course with what was observed. A person never assessed is a row without
 * observations: the endpoint says whether it belongs to the denominator.
 *
 * @param site the site's label
 * @param baseline numbers before treatment by variable
 * @param observations in any order
 */
public record AssessmentRow(
    String site, Map<String, Double> baseline, List<Observation> observations) {
  public AssessmentRow {
    Sites.check(site);
    baseline = Map.copyOf(baseline);
    observations = List.copyOf(observations);
    for (double value : baseline.values()) {
      if (!Double.isFinite(value)) {
        throw EvidenceCode.OBSERVATION_IMPOSSIBLE.with(value);
      }
    }
  }
}
