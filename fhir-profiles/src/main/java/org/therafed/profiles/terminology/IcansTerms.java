package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The terms that the scale ASTCT-ICANS may grade, {@code icans-terms.csv}. */
public final class IcansTerms {
  private static final String FILE = "icans-terms.csv";
  private static final CodeSet OTHER = CodeSets.standard().find("other-event").orElseThrow();
  private static final Map<String, String> TERMS = read();

  private IcansTerms() {}

  private static Map<String, String> read() {
    Map<String, String> terms = new LinkedHashMap<>();
    for (String[] row : TableResource.rows(FILE, 2)) {
      boolean ofCtcae =
          CtcaeTerms.standard().coded(row[0]).filter(t -> t.term().equals(row[1])).isPresent();
      boolean other = OTHER.display(Systems.OTHER_EVENT, row[0]).filter(row[1]::equals).isPresent();
      if (!ofCtcae && !other) {
        throw TerminologyCode.TABLE.with(
            safe("file", FILE),
            safe("path", row[0]),
            safe("reason", "it is no term of CTCAE v5.0 and no other event"));
      }
      terms.put(row[0], row[1]);
    }
    return Collections.unmodifiableMap(terms);
  }

  /** The terms by code, in the order of the table. */
  public static Map<String, String> all() {
    return TERMS;
  }
}
