package org.therafed.profiles.terminology;

import java.math.BigDecimal;
import java.math.MathContext;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;

/**
 * The UCUM library ({@code org.fhir:ucum}) over the definitions it carries. Read on first use: the
 * definitions take a third of a second.
 */
public final class UcumLibrary {
  private static final UcumService SERVICE = service();

  private UcumLibrary() {}

  private static UcumService service() {
    try {
      return new UcumEssenceService(
          UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"));
    } catch (UcumException e) {
      throw new IllegalStateException("The UCUM definitions on the class path are unreadable", e);
    }
  }

  /** Whether a text is a UCUM unit (<a href="https://ucum.org/ucum">the grammar of UCUM</a>). */
  public static boolean isUnit(String code) {
    return SERVICE.validate(code) == null;
  }

  /**
   * How many of a unit another is, to 16 digits; for units without an offset.
   *
   * @throws IllegalStateException if the library does not convert them, which the registry's own
   *     table of units rules out
   */
  static BigDecimal factor(String from, String to) {
    try {
      return new BigDecimal(SERVICE.convert(new Decimal("1"), from, to).asDecimal())
          .round(MathContext.DECIMAL64)
          .stripTrailingZeros();
    } catch (UcumException e) {
      throw new IllegalStateException("UCUM does not convert " + from + " to " + to, e);
    }
  }
}
