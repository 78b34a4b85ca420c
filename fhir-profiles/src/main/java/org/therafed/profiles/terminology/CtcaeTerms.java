package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The 837 terms of CTCAE v5.0 (US National Cancer Institute, public domain; NCIt codes as in the
 * HL7 CodeX RT value set), with the grades that the standard defines for each. MedDRA numbers are
 * left out, as they are licensed.
 */
public final class CtcaeTerms {
  /** The code of the grading scale, as the extension {@code grading-scale} carries it. */
  public static final String SCALE = "CTCAE-5.0";

  /** NCIt codes of grades 1 to 5. */
  private static final List<String> GRADES =
      List.of("C41338", "C41339", "C41340", "C41337", "C48275");

  private static final CtcaeTerms STANDARD = new CtcaeTerms(read(), readChinese());

  private final List<CtcaeTerm> all;
  private final Map<String, CtcaeTerm> byCode = new HashMap<>();
  private final Map<String, CtcaeTerm> byName = new HashMap<>();
  private final Map<String, String> chinese;

  private CtcaeTerms(List<CtcaeTerm> all, Map<String, String> chinese) {
    this.all = List.copyOf(all);
    this.chinese = Map.copyOf(chinese);
    for (CtcaeTerm term : all) {
      byCode.put(term.code(), term);
      byName.put(key(term.term()), term);
    }
  }

  /** The terms that ship with the library. */
  public static CtcaeTerms standard() {
    return STANDARD;
  }

  private static List<CtcaeTerm> read() {
    List<CtcaeTerm> terms = new ArrayList<>();
    String systemOrganClass = null;
    for (String[] row : TableResource.rows("ctcae-v5.csv", 3)) {
      if (row[0].isEmpty()) {
        systemOrganClass = row[1];
      } else if (systemOrganClass == null) {
        throw TerminologyCode.TABLE.with(
            safe("file", "ctcae-v5.csv"),
            safe("path", row[0]),
            safe("reason", "a term stands before the first class"));
      } else if (!row[2].matches("1?2?3?4?5?") || row[2].isEmpty()) {
        throw TerminologyCode.TABLE.with(
            safe("file", "ctcae-v5.csv"),
            safe("path", row[0]),
            safe("reason", "its grades are not some of 12345"));
      } else {
        terms.add(new CtcaeTerm(row[0], row[1], systemOrganClass, row[2]));
      }
    }
    return terms;
  }

  private static Map<String, String> readChinese() {
    Map<String, String> names = new HashMap<>();
    TableResource.rows("ctcae-v5-zh.csv", 2).forEach(row -> names.put(row[0], row[1]));
    return names;
  }

  private static String key(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** All terms. */
  public List<CtcaeTerm> all() {
    return all;
  }

  /** A term by its NCIt code. */
  public Optional<CtcaeTerm> coded(String ncitCode) {
    return Optional.ofNullable(ncitCode == null ? null : byCode.get(ncitCode));
  }

  /** A term by its name, whatever the case. */
  public Optional<CtcaeTerm> named(String term) {
    return Optional.ofNullable(term == null ? null : byName.get(key(term)));
  }

  /**
   * The name of a term in Chinese, for display; empty for most terms. It is our own translation,
   * not an official one.
   */
  public Optional<String> chinese(String ncitCode) {
    return Optional.ofNullable(ncitCode == null ? null : chinese.get(ncitCode));
  }

  /** The NCIt coding of a grade; empty outside 1 to 5. */
  public static Optional<Coding> grade(int grade) {
    return grade < 1 || grade > 5
        ? Optional.empty()
        : Optional.of(new Coding(Systems.NCIT, GRADES.get(grade - 1), "Grade " + grade));
  }
}
