package org.therafed.gateway.intake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.terminology.CtcaeTerms;

/** Which columns of an adverse event its grading scale knows. */
final class AdverseEventChecks {

  private static final String CRS = "ASTCT-CRS";
  private static final String ICANS = "ASTCT-ICANS";

  /** Components by their scale (Lee et al. 2019, doi 10.1016/j.bbmt.2018.12.758). */
  private static final Map<String, List<String>> COMPONENTS =
      Map.of(
          CRS, List.of("temperature_cel", "fever_treated", "hypotension", "oxygen"),
          ICANS, List.of("ice_score", "consciousness", "seizure", "motor_weakness", "oedema"));

  private AdverseEventChecks() {}

  static Optional<RowProblem> check(TableRow row) {
    String scale = row.find("scale").orElse("CTCAE-5.0");
    for (Map.Entry<String, List<String>> entry : COMPONENTS.entrySet()) {
      for (String column : entry.getValue()) {
        if (row.find(column).isPresent() && !entry.getKey().equals(scale)) {
          return RowProblem.refuse(
              column,
              "A component of another grading scale.",
              "The scale " + entry.getKey() + " is needed beside it.");
        }
      }
    }
    boolean syndrome = row.text("term").equalsIgnoreCase("Cytokine release syndrome");
    if (scale.equals(CRS) && !syndrome) {
      return RowProblem.refuse(
          "term",
          "Another term than the scale grades.",
          "Cytokine release syndrome is needed with " + CRS + ".");
    }
    if (syndrome && row.find("scale").isEmpty()) {
      // CTCAE and ASTCT grade it by different signs; a grade without a scale would be of neither.
      return RowProblem.refuse(
          "scale",
          "A grade of cytokine release without its scale.",
          CRS + " or " + CtcaeTerms.SCALE + " is needed.");
    }
    return scale.equals(CtcaeTerms.SCALE) ? grade(row) : Optional.empty();
  }

  private static Optional<RowProblem> grade(TableRow row) {
    Optional<Integer> grade = row.whole("grade");
    return CtcaeTerms.standard()
        .named(row.text("term"))
        .filter(term -> grade.isPresent() && !term.hasGrade(grade.get()))
        .flatMap(
            term ->
                RowProblem.refuse(
                    "grade",
                    "Grade " + grade.get() + ".",
                    "CTCAE v5.0 defines for this term only the grades "
                        + term.shownGrades()
                        + "."));
  }
}
