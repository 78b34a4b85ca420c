package org.therafed.evidence.toxicity;

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
}
