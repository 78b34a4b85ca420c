package org.therafed.profiles.terminology;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

  private static final int MOST_RATIOS = 10_000;
  private static final ConcurrentMap<String, Optional<BigDecimal>> RATIOS =
      new ConcurrentHashMap<>();

  private UcumLibrary() {}

  private static UcumService service() {
    try {
      return new UcumEssenceService(
          UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"));
    } catch (UcumException e) {
      throw new IllegalStateException("The UCUM definitions on the class path are unreadable", e);
    }
  }

  /** Reads the definitions now, not with the first unit that is asked for. */
  public static void load() {
    if (SERVICE.ucumIdentification() == null) {
      throw new IllegalStateException("The UCUM definitions on the class path are empty");
    }
  }

  /** Whether a text is a UCUM unit (<a href="https://ucum.org/ucum">the grammar of UCUM</a>). */
  public static boolean isUnit(String code) {
    return SERVICE.validate(code) == null;
  }

  /**
   * How many of a unit another is, to 16 digits; empty if they are not of one dimension, have none,
   * or have a zero of their own.
   */
  public static Optional<BigDecimal> ratio(String from, String to) {
    String both = from + " " + to;
    Optional<BigDecimal> known = RATIOS.get(both);
    if (known != null) {
      return known;
    }
    Optional<BigDecimal> ratio = asked(from, to);
    // What senders write is bounded by what units there are, but a sender may be hostile.
    if (RATIOS.size() < MOST_RATIOS) {
      RATIOS.put(both, ratio);
    }
    return ratio;
  }

  private static Optional<BigDecimal> asked(String from, String to) {
    try {
      String dimension = SERVICE.getCanonicalUnits(from);
      boolean proportional =
          !dimension.isEmpty()
              && !dimension.equals("1")
              && dimension.equals(SERVICE.getCanonicalUnits(to))
              && new BigDecimal(SERVICE.convert(new Decimal("0"), from, to).asDecimal()).signum()
                  == 0;
      return proportional ? Optional.of(factor(from, to)) : Optional.empty();
    } catch (UcumException | IllegalStateException e) {
      // The library refuses what it cannot convert by an exception alone.
      return Optional.empty();
    }
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
