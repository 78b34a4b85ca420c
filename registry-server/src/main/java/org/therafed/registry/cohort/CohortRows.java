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
 * @param withdrawn who would be members, had they not withdrawn; nothing else is read of them
 */
public record CohortRows(
    List<Member> members,
    Map<String, List<Fact>> facts,
    Map<String, Map<String, Integer>> worstGrades,
    List<CourseCost> courses,
    List<Member> withdrawn) {

  /** Rows of an arm from which nobody has withdrawn. */
  public CohortRows(
      List<Member> members,
      Map<String, List<Fact>> facts,
      Map<String, Map<String, Integer>> worstGrades,
      List<CourseCost> courses) {
    this(members, facts, worstGrades, courses, List.of());
  }

  CohortRows without(List<Member> withdrawnMembers) {
    return new CohortRows(members, facts, worstGrades, courses, withdrawnMembers);
  }

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
