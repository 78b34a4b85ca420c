package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.NumberRange;
import org.therafed.profiles.terminology.Ucum;

/** Whether a quantity has a unit that its element takes and a value that is possible in it. */
final class QuantityCheck {
  private QuantityCheck() {}

  static void check(ElementRule rule, JsonNode quantity, ResourceWalk.Sink sink) {
    String unit = quantity.path("code").textValue();
    if (unit == null) {
      return;
    }
    Set<String> units = rule.constraints().units();
    boolean any = rule.constraints().anyUnit();
    boolean known = any ? Ucum.isUnit(unit) : isKnown(units, unit);
    if (!known) {
      Phrase needed =
          units.isEmpty() || any
              ? new Phrase("a UCUM unit of the registry", "须为本登记库的 UCUM 单位")
              : PrimitiveCheck.oneOf(units);
      sink.add(
          IssueCode.UNIT,
          rule.path() + ".code",
          Vocabulary.unit(unit),
          needed.then(Vocabulary.hint(unit)));
      return;
    }
    String shown = quantity.path("unit").textValue();
    // UCUM writes the litre l and L; nothing else of the table differs by its case alone.
    if (shown != null && !shown.equalsIgnoreCase(unit)) {
      sink.add(
          IssueCode.UNIT,
          rule.path() + ".unit",
          Vocabulary.unit(shown),
          new Phrase("the unit of the code, " + unit, "须与代码的单位 " + unit + " 相同"));
    }
    NumberRange range = rule.constraints().range();
    JsonNode value = quantity.path("value");
    if (range == null || range.unit() == null || !value.isNumber()) {
      return;
    }
    BigDecimal number = value.decimalValue();
    if (ShownNumber.isTooLong(number)) {
      // Found at the value itself; nothing can be calculated with it.
      return;
    }
    if (!Ucum.convertible(unit, range.unit())) {
      // Bounds are given for one of the quantities the element takes; another still has a sign.
      if (number.signum() < 0) {
        sink.add(
            IssueCode.RANGE,
            rule.path() + ".value",
            ShownNumber.phrase(number, unit),
            new Phrase("not negative", "不得为负"));
      }
      return;
    }
    if (!range.contains(Ucum.convert(number, unit, range.unit()))) {
      sink.add(
          IssueCode.RANGE,
          rule.path() + ".value",
          ShownNumber.phrase(number, unit),
          PrimitiveCheck.bounds(range)
              .then(
                  ActivitySlip.hint(
                      unit, other -> range.contains(Ucum.convert(number, other, range.unit())))));
    }
  }

  private static boolean isKnown(Set<String> units, String unit) {
    return units.isEmpty() ? Ucum.isKnown(unit) : units.contains(unit);
  }

  /** Two bounds in a unit, in words. */
  static Phrase between(BigDecimal least, BigDecimal most, String unit) {
    String low = least.toPlainString();
    String high = most.toPlainString();
    return new Phrase(
        "between " + low + " and " + high + " " + unit,
        "须在 " + low + " 至 " + high + " " + unit + " 之间");
  }
}
