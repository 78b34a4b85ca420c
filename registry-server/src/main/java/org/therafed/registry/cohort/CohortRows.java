package org.therafed.registry.cohort;

import java.util.List;
import java.util.Map;
import org.therafed.profiles.projection.Fact;

/**
 * What a question needs of its persons. Only the parts that the question's kind uses are filled.
 *
 * @param members the persons, each once
 * @param facts by person: those that the endpoint's rule reads
 * @param worstGrades by person: grade by CTCAE term code
 * @param courses costs by course
 */
public record CohortRows(
    List<Member> members,
    Map<String, List<Fact>> facts,
    Map<String, Map<String, Integer>> worstGrades,
    List<CourseCost> courses) {

  /**
   * Charges of one course.
   *
   * @param currency ISO 4217 code, one for all its charges, else null
   * @param priceYear calendar year, one for all its charges, else null
   */
  public record CourseCost(
      String person,
      String site,
      String currency,
      Integer priceYear,
      Map<String, Double> amountByComponent) {}

  /** The facts of a person; empty if there are none. */
  public List<Fact> factsOf(Member member) {
    return facts.getOrDefault(member.person(), List.of());
  }
}
