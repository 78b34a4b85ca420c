package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The laboratory tests the registry takes, by LOINC or local code: those of {@code lab-tests.csv}
 * and those that therapy modules bring. Contains LOINC content (loinc.org).
 */
public final class LabCatalog {
  /** Prostate specific antigen, ng/mL. */
  public static final String PSA = "2857-1";

  private static final LabCatalog STANDARD = new LabCatalog(read());

  private final Map<String, LabTest> byLoinc;

  private LabCatalog(Collection<LabTest> tests) {
    Map<String, LabTest> map = new LinkedHashMap<>();
    for (LabTest test : tests) {
      LabTest there = map.putIfAbsent(test.loinc(), test);
      if (there != null && !there.unit().equals(test.unit())) {
        throw TerminologyCode.TWO_MEANINGS.with(safe("code", test.loinc()));
      }
    }
    this.byLoinc = map;
  }

  /**
   * These and others; of two of one code and unit, the one of this catalogue.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-TERM-002 if one code would have two units
   */
  public LabCatalog and(Collection<LabTest> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<LabTest> all = new ArrayList<>(byLoinc.values());
    all.addAll(others);
    return new LabCatalog(all);
  }

  /** The tests that ship with the library. */
  public static LabCatalog standard() {
    return STANDARD;
  }

  private static List<LabTest> read() {
    List<LabTest> tests = new ArrayList<>();
    for (String[] row : TableResource.rows("lab-tests.csv", 6)) {
      if (!Ucum.isKnown(row[2])) {
        throw TerminologyCode.TABLE.with(
            safe("file", "lab-tests.csv"),
            safe("path", row[0]),
            safe("reason", "the unit " + row[2] + " is not known"));
      }
      tests.add(
          new LabTest(
              row[0],
              row[1],
              row[2],
              new BigDecimal(row[3]),
              new BigDecimal(row[4]),
              row[5].isEmpty() ? null : new BigDecimal(row[5])));
    }
    return tests;
  }

  /** All tests. */
  public Collection<LabTest> all() {
    return byLoinc.values();
  }

  /** A test by its LOINC code. */
  public Optional<LabTest> coded(String loinc) {
    return Optional.ofNullable(loinc == null ? null : byLoinc.get(loinc));
  }
}
