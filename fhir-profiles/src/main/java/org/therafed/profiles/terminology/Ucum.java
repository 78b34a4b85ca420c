package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The registry's UCUM units and their conversion. A unit that is not in the table, or of another
 * quantity, is a fault; never a guess. Conversion between mass and amount of substance needs the
 * substance and is therefore in {@link LabTest}.
 *
 * @see <a href="https://ucum.org/ucum">The Unified Code for Units of Measure</a>
 */
public final class Ucum {
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  /** A unit: the quantity it measures and how many of the quantity's base unit it is. */
  private record Unit(String quantity, BigDecimal factor) {}

  private static final Map<String, Unit> UNITS = units();

  /** Spellings that are no UCUM units of the registry, with what the sender probably means. */
  private static final Map<String, String> HINTS =
      Map.of(
          "uCi", "kBq (1 uCi = 37 kBq)",
          "mCi", "MBq (1 mCi = 37 MBq)",
          "Ci", "GBq (1 Ci = 37 GBq)",
          "µg/L", "ug/L",
          "μg/L", "ug/L",
          "x10^9/L", "10*9/L",
          "10^9/L", "10*9/L",
          "10e9/L", "10*9/L",
          "mL/min/1.73m2", "mL/min/{1.73_m2}");

  private Ucum() {}

  private static Map<String, Unit> units() {
    Map<String, Unit> table = new HashMap<>();
    group(table, "activity", "Bq 1 kBq 1e3 MBq 1e6 GBq 1e9 TBq 1e12");
    group(table, "activity per body mass", "kBq/kg 1 MBq/kg 1e3");
    group(table, "time-integrated activity", "MBq.h 1 GBq.h 1e3");
    group(table, "absorbed dose", "uGy 1e-6 mGy 1e-3 cGy 1e-2 Gy 1");
    group(table, "absorbed dose per activity", "Gy/GBq 1 mGy/MBq 1");
    group(table, "dose rate", "uSv/h 1 mSv/h 1e3");
    group(
        table,
        "mass concentration",
        "g/L 1 g/dL 10 g/mL 1000 mg/L 1e-3 mg/dL 1e-2 mg/mL 1 ug/L 1e-6 ug/dL 1e-5 ug/mL 1e-3"
            + " ng/L 1e-9 ng/dL 1e-8 ng/mL 1e-6 pg/mL 1e-9");
    group(
        table, "amount concentration", "mol/L 1 mmol/L 1e-3 umol/L 1e-6 nmol/L 1e-9 pmol/L 1e-12");
    group(
        table,
        "number concentration",
        "10*9/L 1 10*3/uL 1 /uL 1e-3 10*6/L 1e-3 10*6/mL 1 /mL 1e-6");
    group(
        table,
        "enzyme concentration",
        "U/L 1 [IU]/L 1 kU/L 1e3 U/mL 1e3 [IU]/mL 1e3 m[IU]/L 1e-3 u[IU]/mL 1e-3");
    group(table, "normalised ratio of clotting", "{INR} 1");
    group(table, "gene copies per mass of DNA", "{copies}/ug 1");
    group(table, "organism concentration", "{CFU}/mL 1 {CFU}/L 1e-3");
    group(table, "mutational burden", "{mutations}/{Mb} 1");
    group(table, "katalytic concentration", "ukat/L 1 nkat/L 1e-3");
    group(table, "filtration rate per area", "mL/min/{1.73_m2} 1");
    group(table, "mass ratio", "mg/g 1 ug/mg 1 g/g 1e3");
    group(table, "mass per amount", "mg/mmol 1 g/mol 1 g/mmol 1e3");
    group(table, "fraction", "% 1");
    group(table, "amount ratio", "mmol/mol 1");
    group(table, "mass", "kg 1 g 1e-3 mg 1e-6 ug 1e-9");
    group(table, "mass per body mass", "mg/kg 1 ug/kg 1e-3");
    group(table, "length", "m 1 cm 1e-2 mm 1e-3");
    group(table, "volume", "L 1 mL 1e-3 cm3 1e-3 mm3 1e-6");
    group(table, "area", "m2 1");
    group(table, "body mass index", "kg/m2 1");
    group(table, "time", "s 1 min 60 h 3600 d 86400 wk 604800");
    group(table, "pressure", "mm[Hg] 1");
    group(table, "temperature", "Cel 1");
    group(table, "rate", "/min 1");
    group(table, "score", "{score} 1");
    group(table, "count", "1 1 {count} 1");
    group(table, "cells", "10*6 1");
    group(table, "cells per body mass", "10*6/kg 1");
    group(table, "vector copies", "{copies}/{diploid_genome} 1");
    return Map.copyOf(table);
  }

  private static void group(Map<String, Unit> table, String quantity, String unitsAndFactors) {
    String[] parts = unitsAndFactors.split(" ", -1);
    for (int i = 0; i < parts.length; i += 2) {
      Unit unit = new Unit(quantity, new BigDecimal(parts[i + 1]));
      table.put(parts[i], unit);
      // UCUM has both l and L for the litre; hospitals send both.
      table.put(parts[i].replaceAll("(?<=^|/|[mud])L", "l"), unit);
    }
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
    if (source.factor().compareTo(target.factor()) == 0) {
      return value;
    }
    return value.multiply(source.factor()).divide(target.factor(), PRECISION);
  }

  private static Unit require(String code) {
    Unit unit = code == null ? null : UNITS.get(code);
    if (unit == null) {
      throw TerminologyCode.UNKNOWN_UNIT.with(
          safe("unit", code == null || code.length() > 24 ? "(none)" : code),
          safe("hint", hint(code).map(text -> ", probably " + text).orElse("")));
    }
    return unit;
  }
}
