package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A bound that a value keeps or not. A value of which only a limit is known ({@code <0.02}) keeps a
 * bound only if every value it may stand for does.
 *
 * @param atMost true for {@code <=}, false for {@code >=}
 * @param value in the biomarker's canonical unit
 */
public record Threshold(boolean atMost, BigDecimal value) {

  static Threshold of(RuleParameters given) {
    return switch (given.text("comparator")) {
      case "<=" -> new Threshold(true, given.number("value"));
      case ">=" -> new Threshold(false, given.number("value"));
      default -> throw given.fault("comparator");
    };
  }

  boolean keptBy(BiomarkerFact fact) {
    int sign = fact.value().compareTo(value);
    return atMost ? sign <= 0 && !DailyValues.above(fact) : sign >= 0 && !DailyValues.below(fact);
  }

  /** One value a day, the one farthest from keeping the bound. */
  DailyValues days(List<BiomarkerFact> series) {
    return atMost ? DailyValues.highest(series) : DailyValues.lowest(series);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s%s", atMost ? "<=" : ">=", value.toPlainString());
  }
}
