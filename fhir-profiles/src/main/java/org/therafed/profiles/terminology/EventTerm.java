package org.therafed.profiles.terminology;

import java.util.List;
import java.util.Set;

/**
 * What an adverse event can be called: a term of CTCAE v5.0, or an event beside it that a therapy
 * module names.
 *
 * @param name as tables and modules write it: the CTCAE term, or the code of another event
 * @param coding in the code set {@code adverse-event-term}; its code is that of facts
 * @param alsoCoded other codings that say the same event, of SNOMED CT
 * @param scale the scale that grades it: {@link CtcaeTerms#SCALE}, {@link #OWN_SCALE}, or one of
 *     ASTCT
 * @param grades the grades that the scale defines for it, as digits in order
 */
public record EventTerm(
    String name, Coding coding, List<Coding> alsoCoded, String scale, String grades) {
  /** The grading scale of an event whose grades its therapy module lists, with their source. */
  public static final String OWN_SCALE = "of-term";

  /** NCIt: Fatal, the same concept as grade 5. */
  public static final String FATAL = "C48275";

  /** NCIt: Death NOS and Sudden death NOS of CTCAE, whose onset is the death. */
  public static final Set<String> DEATHS = Set.of("C143396", "C143863");

  public EventTerm {
    alsoCoded = List.copyOf(alsoCoded);
  }

  static EventTerm of(CtcaeTerm term) {
    return new EventTerm(term.term(), term.coding(), List.of(), CtcaeTerms.SCALE, term.grades());
  }

  /** Whether it is a term of CTCAE, which other scales than that of CTCAE may grade, too. */
  public boolean ofCtcae() {
    return coding.system().equals(Systems.NCIT);
  }

  /** Whether its scale defines a grade for it. */
  public boolean hasGrade(int grade) {
    return grades.indexOf('0' + grade) >= 0;
  }

  /** The grades for a message, e.g. {@code 1, 2}. */
  public String shownGrades() {
    return String.join(", ", grades.split("", -1)).replaceAll("^(, )+|(, )+$", "");
  }
}
