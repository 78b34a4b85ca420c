package org.therafed.registry.cohort;

import java.util.List;
import java.util.Map;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SurvivalFact;

/**
 * What a question needs of its persons. Only the parts that the question's kind uses are filled.
 *
 * @param members the persons, each once
 * @param survival by person
 * @param responses by person
 * @param biomarkers by person, of the endpoint's test
 * @param worstGrades by person: grade by CTCAE term code
 * @param courses costs by course
 */
public record CohortRows(
    List<Member> members,
    Map<String, List<SurvivalFact>> survival,
    Map<String, List<ResponseFact>> responses,
    Map<String, List<BiomarkerFact>> biomarkers,
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

  /** Rows with members only. */
  static CohortRows of(List<Member> members) {
    return new CohortRows(members, Map.of(), Map.of(), Map.of(), Map.of(), List.of());
  }
}
