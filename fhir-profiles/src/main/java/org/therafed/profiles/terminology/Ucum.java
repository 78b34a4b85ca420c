package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;

/**
 * The registry's UCUM units and their conversion by the UCUM library. A unit that is not in the
 * table, or of another quantity, is a fault; never a guess. Conversion between mass and amount of
 * substance needs the substance and is therefore in {@link LabTest}.
 *
 * @see <a href="https://ucum.org/ucum">The Unified Code for Units of Measure</a>
 */
public final class Ucum {
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  /**
   * A unit.
   *
   * @param quantity what it measures: units convert within one quantity alone, though UCUM takes
   *     e.g. a percentage and a score for the same dimension
   * @param base the quantity's base unit
   * @param asked how the library is asked for it
   */
  private record Unit(String quantity, String base, String asked) {
    /** How many of the base unit it is; the library is asked once for each unit in use. */
    BigDecimal factor() {
      return FACTORS.computeIfAbsent(asked, code -> UcumLibrary.factor(code, Ucum.asked(base)));
    }
  }

  private static final ConcurrentMap<String, BigDecimal> FACTORS = new ConcurrentHashMap<>();

  /** The longest unit that is asked for, our choice. */
  private static final int LONGEST = 40;

  private static final String INTERNATIONAL = "[IU]";

  /** A unit that counts U or [IU]: an [IU] is no mole per second, whatever U is. */
  private static final Pattern IN_UNITS =
      Pattern.compile("(?:.*[./])?(?:da|[YZEPTGMkhdcmunpfazy])?(?:U|\\[IU])(?:[./0-9+-].*)?");

  private static final Map<String, Unit> UNITS = units();

  /** Spellings that are no UCUM units of the registry, with what the sender probably means. */
  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("uCi", "kBq (1 uCi = 37 kBq)"),
          Map.entry("µCi", "kBq (1 uCi = 37 kBq)"),
          Map.entry("μCi", "kBq (1 uCi = 37 kBq)"),
          Map.entry("mCi", "MBq (1 mCi = 37 MBq)"),
          Map.entry("Ci", "GBq (1 Ci = 37 GBq)"),
          Map.entry("µg/L", "ug/L"),
          Map.entry("μg/L", "ug/L"),
          Map.entry("x10^9/L", "10*9/L"),
          Map.entry("10^9/L", "10*9/L"),
          Map.entry("10e9/L", "10*9/L"),
          Map.entry("mL/min/1.73m2", "mL/min/{1.73_m2}"));

  private Ucum() {}

  private static Map<String, Unit> units() {
    Map<String, Unit> table = new HashMap<>();
    group(table, "activity", "Bq kBq MBq GBq TBq");
    group(table, "activity per body mass", "kBq/kg MBq/kg");
    group(table, "time-integrated activity", "MBq.h GBq.h");
    group(table, "absorbed dose", "Gy uGy mGy cGy");
    group(table, "absorbed dose per activity", "Gy/GBq mGy/MBq");
    group(table, "dose rate", "uSv/h mSv/h");
    group(
        table,
        "mass concentration",
        "g/L g/dL g/mL mg/L mg/dL mg/mL ug/L ug/dL ug/mL ng/L ng/dL ng/mL pg/mL");
    group(table, "amount concentration", "mol/L mmol/L umol/L nmol/L pmol/L");
    group(table, "number concentration", "10*9/L 10*3/uL /uL 10*6/L 10*6/mL /mL");
    group(table, "enzyme concentration", "U/L [IU]/L kU/L U/mL [IU]/mL m[IU]/L u[IU]/mL");
    group(table, "normalised ratio of clotting", "{INR}");
    group(table, "gene copies per mass of DNA", "{copies}/ug");
    group(table, "organism concentration", "{CFU}/mL {CFU}/L");
    group(table, "mutational burden", "{mutations}/{Mb}");
    group(table, "katalytic concentration", "ukat/L nkat/L");
    group(table, "filtration rate per area", "mL/min/{1.73_m2}");
    group(table, "mass ratio", "mg/g ug/mg g/g");
    group(table, "mass per amount", "mg/mmol g/mol g/mmol");
    group(table, "fraction", "%");
    group(table, "amount ratio", "mmol/mol");
    group(table, "mass", "kg g mg ug");
    group(table, "mass per body mass", "mg/kg ug/kg");
    group(table, "length", "m cm mm");
    group(table, "volume", "L mL cm3 mm3");
    group(table, "area", "m2");
    group(table, "body mass index", "kg/m2");
    group(table, "time", "s min h d wk");
    group(table, "pressure", "mm[Hg]");
    group(table, "temperature", "Cel");
    group(table, "rate", "/min");
    group(table, "score", "{score}");
    group(table, "count", "1 {count}");
    group(table, "cells", "10*6");
    group(table, "cells per body mass", "10*6/kg");
    group(table, "vector copies", "{copies}/{diploid_genome}");
    return Map.copyOf(table);
  }

  /** Units of one quantity; the first is its base unit. */
  private static void group(Map<String, Unit> table, String quantity, String units) {
    String[] codes = units.split(" ", -1);
    for (String code : codes) {
      Unit unit = new Unit(quantity, codes[0], asked(code));
      table.put(code, unit);
      // UCUM has both l and L for the litre; hospitals send both.
      table.put(code.replaceAll("(?<=^|/|[mud])L", "l"), unit);
    }
  }

  /** UCUM's arbitrary unit [IU] converts to no other; laboratories take it for the unit U. */
  private static String asked(String code) {
    return code.replace(INTERNATIONAL, "U");
  }

  /** Whether a unit is in the registry's table. */
  public static boolean isKnown(String unit) {
    return unit != null && UNITS.containsKey(unit);
  }

  /** The units in the registry's table. */
  public static Set<String> known() {
    return UNITS.keySet();
  }

  /** Whether both units are known and measure the same quantity. */
  public static boolean convertible(String from, String to) {
    Unit source = from == null ? null : UNITS.get(from);
    Unit target = to == null ? null : UNITS.get(to);
    return source != null && target != null && source.quantity().equals(target.quantity());
  }

  /**
   * Whether a text is any unit of UCUM, be it in the table or not. Annotations are refused beyond
   * the table, as in their braces anything may stand, and what the registry takes for a
   * misspelling.
   */
  public static boolean isUnit(String unit) {
    return isKnown(unit)
        || (unit != null
            && unit.length() <= LONGEST
            && unit.indexOf('{') < 0
            && !HINTS.containsKey(unit)
            && UcumLibrary.isUnit(unit));
  }

  /**
   * The factor to another unit, where one of them is not in the table: the library's, if both have
   * the same dimension. Without a dimension (counts, scores, fractions), and with a zero of its own
   * (temperatures), a unit is only itself.
   */
  static Optional<BigDecimal> factor(String from, String to) {
    boolean arbitrary = from != null && to != null && (from + to).contains(INTERNATIONAL);
    boolean apart =
        arbitrary && !(IN_UNITS.matcher(from).matches() && IN_UNITS.matcher(to).matches());
    if (apart || !isUnit(from) || !isUnit(to)) {
      return Optional.empty();
    }
    return from.equals(to)
        ? Optional.of(BigDecimal.ONE)
        : UcumLibrary.ratio(asked(from), asked(to));
  }

  /** What a sender of an unknown unit probably means, for a message. */
  public static Optional<String> hint(String unit) {
    return Optional.ofNullable(unit == null ? null : HINTS.get(unit));
  }

  /**
   * Converts a value, to 16 significant digits.
   *
   * @param value in {@code from}
   * @param from UCUM code
   * @param to UCUM code
   * @return the value in {@code to}
   * @throws org.therafed.profiles.outcome.Fault FP-UNIT-001 for an unknown unit, FP-UNIT-002 for
   *     units of different quantities
   */
  public static BigDecimal convert(BigDecimal value, String from, String to) {
    Unit source = require(from);
    Unit target = require(to);
    if (!source.quantity().equals(target.quantity())) {
      throw TerminologyCode.INCOMPATIBLE_UNITS.with(safe("from", from), safe("to", to));
    }
    if (source.asked().equals(target.asked()) || source.factor().compareTo(target.factor()) == 0) {
      return value;
    }
    return value.multiply(source.factor()).divide(target.factor(), PRECISION);
  }

  private static Unit require(String code) {
    Unit unit = code == null ? null : UNITS.get(code);
    if (unit == null) {
      throw TerminologyCode.UNKNOWN_UNIT.with(
          safe("unit", shown(code)),
          safe("hint", hint(code).map(Ucum::probably).orElse(Phrase.NONE)));
    }
    return unit;
  }

  private static Phrase probably(String text) {
    return new Phrase(", probably " + text, "，可能应为 " + text);
  }

  /** A usual misspelling as it is; of anything else, which may be a name, how long it is. */
  private static Object shown(String code) {
    if (code == null) {
      return new Phrase("(none)", "（无）");
    }
    int length = code.codePointCount(0, code.length());
    return hint(code).isPresent()
        ? code
        : new Phrase("(a text of " + length + " characters)", "（一段 " + length + " 个字符的文字）");
  }
}
