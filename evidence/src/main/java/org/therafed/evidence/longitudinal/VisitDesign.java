package org.therafed.evidence.longitudinal;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * What was declared before the data: visits and arms.
 *
 * @param visits labels in order, such as {@code month 6}
 * @param arms labels, the reference first
 * @param unit UCUM code of the measurements, such as {@code mL/min/{1.73_m2}}
 */
public record VisitDesign(List<String> visits, List<String> arms, String unit) {
  public VisitDesign {
    visits = List.copyOf(visits);
    arms = List.copyOf(arms);
    if (visits.isEmpty() || arms.isEmpty()) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("no declared visit or arm");
    }
  }

  /** Index of an arm's visit among all of them, arm by arm. */
  int cell(int arm, int visit) {
    return arm * visits.size() + visit;
  }

  int cells() {
    return arms.size() * visits.size();
  }

  /** The series itself, if it keeps to the design. */
  VisitSeries check(VisitSeries series) {
    if (series.arm() >= arms.size()
        || (series.size() > 0 && series.visit(series.size() - 1) >= visits.size())) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("an arm or visit that was not declared");
    }
    return series;
  }
}
