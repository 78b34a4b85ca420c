package org.therafed.gateway.intake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.EventTerms;
import org.therafed.profiles.terminology.IcansTerms;

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
              new Phrase("A component of another grading scale.", "属于另一分级量表的组成项。"),
              new Phrase(
                  "The scale " + entry.getKey() + " is needed beside it.",
                  "应同时给出量表 " + entry.getKey() + "。"));
        }
      }
    }
    boolean syndrome = row.text("term").equalsIgnoreCase("Cytokine release syndrome");
    if (scale.equals(CRS) && !syndrome) {
      return RowProblem.refuse(
          "term",
          new Phrase("Another term than the scale grades.", "该术语不由此量表分级。"),
          new Phrase(
              "Cytokine release syndrome is needed with " + CRS + ".",
              CRS + " 应与“Cytokine release syndrome”（细胞因子释放综合征）一起使用。"));
    }
    boolean graded =
        IcansTerms.all().values().stream().anyMatch(row.text("term")::equalsIgnoreCase);
    if (scale.equals(ICANS) && !graded) {
      return RowProblem.refuse(
          "term",
          new Phrase("Another term than the scale grades.", "该术语不由此量表分级。"),
          new Phrase(
              "With " + ICANS + " one of these is needed: " + terms("; ") + ".",
              ICANS + " 应与下列术语之一一起使用：" + terms("；") + "。"));
    }
    if (syndrome && row.find("scale").isEmpty()) {
      // CTCAE and ASTCT grade it by different signs; a grade without a scale would be of neither.
      return RowProblem.refuse(
          "scale",
          new Phrase("A grade of cytokine release without its scale.", "细胞因子释放综合征的分级没有写明量表。"),
          new Phrase(
              CRS + " or " + CtcaeTerms.SCALE + " is needed.",
              "应为 " + CRS + " 或 " + CtcaeTerms.SCALE + "。"));
    }
    boolean otherScale =
        term.ofCtcae() ? scale.equals(EventTerm.OWN_SCALE) : !scale.equals(term.scale());
    if (otherScale) {
      return RowProblem.refuse(
          "scale",
          new Phrase("Another scale than the event has.", "不是该事件的量表。"),
          new Phrase("The scale " + term.scale() + " is needed.", "应为量表 " + term.scale() + "。"));
    }
    return scale.equals(term.scale()) ? grade(row, term) : Optional.empty();
  }

  private static String terms(String separator) {
    return String.join(separator, IcansTerms.all().values());
  }

  private static Optional<RowProblem> grade(TableRow row, EventTerm term) {
    Optional<Integer> grade = row.whole("grade");
    return grade.isEmpty() || term.hasGrade(grade.get())
        ? Optional.empty()
        : RowProblem.refuse(
            "grade",
            new Phrase("Grade " + grade.get() + ".", grade.get() + " 级。"),
            new Phrase(
                (term.ofCtcae() ? "CTCAE v5.0" : "Its scale")
                    + " defines for this term only the grades "
                    + term.shownGrades()
                    + ".",
                (term.ofCtcae() ? "CTCAE v5.0" : "其量表")
                    + " 对该术语只定义了 "
                    + term.shownGrades()
                    + " 级。"));
  }
}
