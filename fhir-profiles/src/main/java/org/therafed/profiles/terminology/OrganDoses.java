package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an organ can absorb at all, {@code organ-doses.csv}. */
public final class OrganDoses {
  private static final String FILE = "organ-doses.csv";
  private static final Map<String, BigDecimal> MOST = read();

  private OrganDoses() {}

  private static Map<String, BigDecimal> read() {
    CodeSet sites = CodeSets.standard().find("body-site").orElseThrow();
    Map<String, BigDecimal> most = new HashMap<>();
    for (String[] row : TableResource.rows(FILE, 3)) {
      if (sites.display(Systems.SNOMED, row[0]).isEmpty()) {
        throw TerminologyCode.TABLE.with(
            safe("file", FILE),
            safe("path", row[0]),
            safe("reason", "it is no organ of the set body-site"));
      }
      most.put(row[0], new BigDecimal(row[2]));
    }
    return most;
  }

  /**
   * The greatest plausible absorbed dose.
   *
   * @param organ SNOMED CT code
   * @return Gy; empty for an organ without a bound
   */
  public static Optional<BigDecimal> most(String organ) {
    return Optional.ofNullable(MOST.get(organ));
  }
}
