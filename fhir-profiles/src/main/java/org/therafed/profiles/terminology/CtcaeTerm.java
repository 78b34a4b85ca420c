package org.therafed.profiles.terminology;

/**
 * An adverse-event term of CTCAE v5.0.
 *
 * @param code NCIt code, e.g. {@code C143283}
 * @param term e.g. {@code Anemia}
 * @param systemOrganClass e.g. {@code Blood and lymphatic system disorders}
 * @param grades the grades that the standard defines for it, as digits in order, e.g. {@code 12} of
 *     alopecia
 */
public record CtcaeTerm(String code, String term, String systemOrganClass, String grades) {
  /** Whether the standard defines a grade for the term: most have no death, some no grade 1. */
  public boolean hasGrade(int grade) {
    return grades.indexOf('0' + grade) >= 0;
  }

  /** The grades for a message, e.g. {@code 1, 2}. */
  public String shownGrades() {
    return String.join(", ", grades.split("", -1)).replaceAll("^(, )+|(, )+$", "");
  }

  /** The term as a coding of the NCI Thesaurus. */
  public Coding coding() {
    return new Coding(Systems.NCIT, code, term);
  }
}
