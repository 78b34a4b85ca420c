package org.therafed.gateway.intake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.EventTerms;

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

  static Optional<RowProblem> check(TableRow row, EventTerms terms) {
    EventTerm term = terms.named(row.text("term")).orElseThrow();
    String scale = row.find("scale").orElse(term.scale());
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
    boolean otherScale =
        term.ofCtcae() ? scale.equals(EventTerm.OWN_SCALE) : !scale.equals(term.scale());
    if (otherScale) {
      return RowProblem.refuse(
          "scale",
          "Another scale than the event has.",
          "The scale " + term.scale() + " is needed.");
    }
    return scale.equals(term.scale()) ? grade(row, term) : Optional.empty();
  }

  private static Optional<RowProblem> grade(TableRow row, EventTerm term) {
    Optional<Integer> grade = row.whole("grade");
    return grade.isEmpty() || term.hasGrade(grade.get())
        ? Optional.empty()
        : RowProblem.refuse(
            "grade",
            "Grade " + grade.get() + ".",
            (term.ofCtcae() ? "CTCAE v5.0" : "Its scale")
                + " defines for this term only the grades "
                + term.shownGrades()
                + ".");
  }
}
