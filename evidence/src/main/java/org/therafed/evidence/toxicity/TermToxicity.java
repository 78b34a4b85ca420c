package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Estimate;

/**
 * One term, or all terms together.
 *
 * @param byWorstGrade persons by worst grade
 * @param any any grade
 * @param grade3Plus worst grade 3 or higher
 */
public record TermToxicity(GradeCounts byWorstGrade, Incidence any, Incidence grade3Plus) {

  static TermToxicity of(GradeCounts counts, long exposed, double level) {
    return new TermToxicity(
        counts,
        Incidence.of(counts.atLeast(1), exposed, level),
        Incidence.of(counts.atLeast(3), exposed, level));
  }

  /** As a table prints it: any grade, grade 3 or higher, and the persons by worst grade. */
  List<Estimate> estimates(String term) {
    List<Estimate> all = new ArrayList<>();
    all.add(any.estimate("any grade").at("term", term));
    all.add(grade3Plus.estimate("grade ≥ 3").at("term", term));
    for (int grade = 1; grade <= GradeCounts.GRADES; grade++) {
      all.add(
          Estimate.count("persons", byWorstGrade.grade(grade))
              .at("term", term)
              .at("worst grade", grade));
    }
    return all;
  }
}
