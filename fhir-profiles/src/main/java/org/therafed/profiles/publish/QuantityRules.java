package org.therafed.profiles.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.profiles.profile.NumberRange;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.Ucum;

/**
 * The bounds of quantities as FHIRPath. A bound is written in each unit that the element takes, so
 * that no validator needs to convert.
 */
final class QuantityRules {
  private QuantityRules() {}

  /** The bounds of a quantity in whatever unit it is given. */
  static String range(NumberRange range, Set<String> units) {
    List<String> cases = new ArrayList<>();
    Map<String, Set<String>> byBounds = new TreeMap<>();
    for (String unit : units.isEmpty() ? Ucum.known() : units) {
      // Bounds are given for one of the quantities the element takes; another still has a sign.
      String bounds =
          Ucum.convertible(unit, range.unit())
              ? bounds("value", converted(range, unit))
              : "value >= 0";
      byBounds.computeIfAbsent(bounds, b -> new TreeSet<>()).add(unit);
    }
    byBounds.forEach(
        (bounds, in) -> cases.add("(" + Expressions.in("code", in) + " and " + bounds + ")"));
    return "(value.exists() and code.exists()) implies (" + String.join(" or ", cases) + ")";
  }

  private static NumberRange converted(NumberRange range, String unit) {
    return new NumberRange(
        range.min() == null ? null : Ucum.convert(range.min(), range.unit(), unit),
        range.minExclusive(),
        range.max() == null ? null : Ucum.convert(range.max(), range.unit(), unit),
        unit);
  }

  private static String bounds(String what, NumberRange range) {
    List<String> parts = new ArrayList<>();
    if (range.min() != null) {
      parts.add(what + (range.minExclusive() ? " > " : " >= ") + number(range.min()));
    }
    if (range.max() != null) {
      parts.add(what + " <= " + number(range.max()));
    }
    return String.join(" and ", parts);
  }

  private static String number(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** A laboratory value is given in a unit of its test, and possible in it. */
  static String laboratory(LabTest test) {
    Map<String, Set<String>> byBounds = new TreeMap<>();
    for (String unit : Ucum.known()) {
      if (test.accepts(unit)) {
        NumberRange range =
            new NumberRange(
                test.fromCanonical(test.plausibleMin(), unit),
                false,
                test.fromCanonical(test.plausibleMax(), unit),
                unit);
        byBounds.computeIfAbsent(bounds("value.value", range), b -> new TreeSet<>()).add(unit);
      }
    }
    List<String> cases = new ArrayList<>();
    byBounds.forEach(
        (bounds, in) -> cases.add("(" + Expressions.in("value.code", in) + " and " + bounds + ")"));
    // The code stands first: it tells the hundred other tests' rules at once.
    return "(code.coding.where(system = "
        + Expressions.literal(test.coding().system())
        + ").first().where(code = "
        + Expressions.literal(test.loinc())
        + ").exists() and value.ofType(Quantity).exists()) implies ("
        + String.join(" or ", cases)
        + ")";
  }
}
