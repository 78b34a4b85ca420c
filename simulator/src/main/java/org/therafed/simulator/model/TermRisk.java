package org.therafed.simulator.model;

import java.util.List;

/**
 * How likely a patient's worst grade of one adverse event is.
 *
 * @param term CTCAE v5.0 term
 * @param grades probability of worst grade 1, 2, 3, 4; the rest has no event
 */
public record TermRisk(String term, List<Double> grades) {
  public TermRisk {
    grades = List.copyOf(grades);
  }

  static TermRisk of(String term, double... grades) {
    return new TermRisk(term, java.util.Arrays.stream(grades).boxed().toList());
  }

  /** Probability of this worst grade or a higher one. */
  public double atLeast(int grade) {
    return grades.stream().skip(grade - 1L).mapToDouble(Double::doubleValue).sum();
  }

  /** The worst grade of one patient; 0 without event. */
  public int draw(Draws draws) {
    double left = draws.uniform();
    for (int i = 0; i < grades.size(); i++) {
      left -= grades.get(i);
      if (left < 0) {
        return i + 1;
      }
    }
    return 0;
  }
}
