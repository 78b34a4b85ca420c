package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.EventTerms;

/** Whether a bound or a grade that an endpoint waits for can be reached at all. */
final class ValueSense {
  private ValueSense() {}

  /**
   * That a bound lies within what its biomarker can be.
   *
   * @param row the endpoint's {@code parameters}
   */
  static void bound(TherapyModule.Endpoint endpoint, Declared module, String name, Row row) {
    TherapyModule.Biomarker biomarker = module.biomarker(endpoint.text("biomarker").orElseThrow());
    BigDecimal value = endpoint.decimal(name).orElse(null);
    if (value != null
        && (value.compareTo(biomarker.plausibleMin()) < 0
            || value.compareTo(biomarker.plausibleMax()) > 0)) {
      throw row.fault(
          name,
          new Phrase(
              "from "
                  + biomarker.plausibleMin().toPlainString()
                  + " to "
                  + biomarker.plausibleMax().toPlainString()
                  + " "
                  + biomarker.unit()
                  + " is needed, as "
                  + biomarker.id()
                  + " can be, found "
                  + value.toPlainString(),
              "应在 "
                  + biomarker.id()
                  + " 的可能范围 "
                  + biomarker.plausibleMin().toPlainString()
                  + " 至 "
                  + biomarker.plausibleMax().toPlainString()
                  + " "
                  + biomarker.unit()
                  + " 之内，实际为 "
                  + value.toPlainString()));
    }
  }

  /** That every term, by CTCAE or by a scale of its own, has the grade or a higher one. */
  static void grade(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    List<String> terms = endpoint.texts("terms");
    String scale = endpoint.text("scale").orElseThrow();
    boolean ofManyTerms = scale.equals(CtcaeTerms.SCALE) || scale.equals(EventTerm.OWN_SCALE);
    if (ofManyTerms && terms.isEmpty()) {
      throw row.fault("", new Phrase("the list terms is missing", "缺少列表 terms"));
    }
    int grade = endpoint.integer("minGrade").orElseThrow();
    if (grade < 1 || grade > 5) {
      throw row.fault(
          "minGrade",
          new Phrase("a grade from 1 to 5 is needed, found " + grade, "应为 1 至 5 级，实际为 " + grade));
    }
    for (String name : ofManyTerms ? terms : List.<String>of()) {
      EventTerm term = module.event(name).or(() -> EventTerms.standard().named(name)).orElseThrow();
      boolean reached = false;
      for (int each = grade; each <= 5; each++) {
        reached |= term.hasGrade(each);
      }
      if (!reached) {
        throw row.fault(
            "minGrade",
            new Phrase(
                term.coding().display()
                    + " has no grade "
                    + grade
                    + (grade < 5 ? " or more" : "")
                    + (term.ofCtcae() ? " in CTCAE v5; it has " : " in its scale; it has ")
                    + term.shownGrades(),
                "“"
                    + term.coding().display()
                    + (term.ofCtcae() ? "”在 CTCAE v5 中没有 " : "”在其量表中没有 ")
                    + grade
                    + (grade < 5 ? " 级或更高的分级" : " 级")
                    + "；它有 "
                    + term.shownGrades().replace(", ", "、")
                    + " 级"));
      }
    }
  }
}
