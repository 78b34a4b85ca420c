package org.therafed.evidence.toxicity;

import java.util.Map;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One person exposed to the treatment: the worst CTCAE grade of each term during the window. A
 * person without any event is a row with an empty map, for they belong to the denominator.
 *
 * @param site the site's label
 * @param worstGradeByTerm grade 1 to 5 by CTCAE term code
 */
public record ToxicityRow(String site, Map<String, Integer> worstGradeByTerm) {
  public ToxicityRow {
    Sites.check(site);
    worstGradeByTerm = Map.copyOf(worstGradeByTerm);
    worstGradeByTerm.forEach(
        (term, grade) -> {
          if (term.isBlank()) {
            throw EvidenceCode.TERM_MISSING.with("");
          }
          if (grade < 1 || grade > 5) {
            throw EvidenceCode.GRADE_OUT_OF_RANGE.with(grade);
          }
        });
  }
}
