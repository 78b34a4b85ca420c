package org.therafed.profiles.terminology;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * HbA1c from the IFCC's mmol/mol to the NGSP's percent and back: NGSP = 0.09148 · IFCC + 2.152
 * (master equation, Hoelzel et al. 2004, doi 10.1373/clinchem.2003.024802; ngsp.org/ifcc.asp). The
 * two differ by an offset, so that no unit library converts them.
 */
final class GlycatedHaemoglobin {
  /** NGSP percent of total haemoglobin. */
  static final String LOINC = "4548-4";

  /** IFCC. */
  static final String MILLIMOLES_PER_MOLE = "mmol/mol";

  private static final BigDecimal SLOPE = new BigDecimal("0.09148");
  private static final BigDecimal OFFSET = new BigDecimal("2.152");

  private GlycatedHaemoglobin() {}

  static BigDecimal percent(BigDecimal millimolesPerMole) {
    return millimolesPerMole.multiply(SLOPE).add(OFFSET);
  }

  static BigDecimal millimolesPerMole(BigDecimal percent) {
    return percent.subtract(OFFSET).divide(SLOPE, MathContext.DECIMAL64);
  }
}
