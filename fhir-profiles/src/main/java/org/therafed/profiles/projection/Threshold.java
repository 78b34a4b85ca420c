package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A bound that a value keeps or not. A value of which only a limit is known ({@code <0.02}) keeps a
 * bound only if every value it may stand for does: {@code <7} keeps {@code < 7}, {@code <=7} does
 * not.
 *
 * @param atMost true for {@code <=} and {@code <}, false for {@code >=} and {@code >}
 * @param strict true for {@code <} and {@code >}: the bound itself does not keep it
 * @param value in the biomarker's canonical unit
 */
public record Threshold(boolean atMost, boolean strict, BigDecimal value) {

  static Threshold of(RuleParameters given) {
    BigDecimal value = given.number("value");
    return switch (given.text("comparator")) {
      case "<=" -> new Threshold(true, false, value);
      case "<" -> new Threshold(true, true, value);
      case ">=" -> new Threshold(false, false, value);
      case ">" -> new Threshold(false, true, value);
      default -> throw given.fault("comparator");
    };
  }

  boolean keptBy(BiomarkerFact fact) {
    if (atMost ? DailyValues.above(fact) : DailyValues.below(fact)) {
      return false;
    }
    int beyond = fact.value().compareTo(value) * (atMost ? 1 : -1);
    return beyond < 0 || (beyond == 0 && (!strict || isOpen(fact)));
  }

  /** Whether the value itself is not among those that the fact may stand for. */
  private static boolean isOpen(BiomarkerFact fact) {
    return "<".equals(fact.comparator()) || ">".equals(fact.comparator());
  }

  /** One value a day, the one farthest from keeping the bound. */
  DailyValues days(List<BiomarkerFact> series) {
    return atMost ? DailyValues.highest(series) : DailyValues.lowest(series);
  }

  @Override
  public String toString() {
    String sign = (atMost ? "<" : ">") + (strict ? "" : "=");
    return String.format(Locale.ROOT, "%s%s", sign, value.toPlainString());
  }
}
