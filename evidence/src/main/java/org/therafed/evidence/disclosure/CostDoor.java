package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.disclosure.DisclosedCost.Amount;
import org.therafed.evidence.disclosure.DisclosedCost.Component;
import org.therafed.evidence.partial.Interval;

/**
 * The rules for costs: no dominated sum, no component of few courses, no mean from which one course
 * follows.
 */
final class CostDoor {
  private final CostResult cost;
  private final Coarsening coarsening;
  private final DisclosurePolicy policy;

  private CostDoor(CostResult cost, Coarsening coarsening, DisclosurePolicy policy) {
    this.cost = cost;
    this.coarsening = coarsening;
    this.policy = policy;
  }

  static Verdict judge(CostResult cost, Coarsening coarsening, DisclosurePolicy policy) {
    return new CostDoor(cost, coarsening, policy).judge();
  }

  private Verdict judge() {
    if (dominated(cost.total())) {
      return Verdict.withheld(WithheldReason.DOMINATED);
    }
    return Verdict.released(
        new DisclosedCost(
            coarsening.rounded(),
            cost.sites(),
            cost.currency(),
            cost.priceYear(),
            cost.level(),
            amount(cost.total()),
            components(),
            cost.method()));
  }

  private List<Component> components() {
    List<Map.Entry<String, MeanAmount>> shown = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    long courses = 0;
    for (Map.Entry<String, MeanAmount> component : cost.byComponent().entrySet()) {
      MeanAmount amount = component.getValue();
      if (policy.small(amount.courses()) || dominated(amount)) {
        withheld.add(component.getKey());
        courses += amount.courses();
      } else {
        shown.add(component);
      }
    }
    // The components add up to the total: one withheld alone, or a withheld group of few courses,
    // would follow from it.
    shown.sort(Comparator.comparingDouble(c -> -Math.abs(c.getValue().mean())));
    while (!shown.isEmpty()
        && !withheld.isEmpty()
        && (withheld.size() < 2 || policy.small(courses))) {
      Map.Entry<String, MeanAmount> smallest = shown.remove(shown.size() - 1);
      withheld.add(smallest.getKey());
      courses += smallest.getValue().courses();
    }
    List<Component> components = new ArrayList<>();
    shown.forEach(c -> components.add(new Component(c.getKey(), amount(c.getValue()))));
    components.sort(
        Comparator.comparingDouble((Component c) -> -Math.abs(c.amount().mean()))
            .thenComparing(Component::component));
    withheld.stream().sorted().forEach(name -> components.add(new Component(name, null)));
    return components;
  }

  private boolean dominated(MeanAmount amount) {
    return amount.largest() > policy.largestShare() * cost.n() * Math.abs(amount.mean());
  }

  /**
   * The mean at a step of at least mean / n: whoever knows all other amounts and n still cannot
   * tell the last one closer than by about an average course.
   */
  private Amount amount(MeanAmount amount) {
    double step = stepAbove(Math.abs(amount.mean()) / coarsening.lowest());
    Interval interval = amount.interval().orElseThrow();
    return new Amount(
        multiple(Math.rint(amount.mean() / step), step),
        multiple(Math.floor(interval.lower() / step), step),
        multiple(Math.ceil(interval.upper() / step), step),
        twoDigits(amount.sd().orElseThrow()),
        step);
  }

  /**
   * The smallest of 1, 2, 5 times a power of ten that is not below the width; at least 0.01, a
   * currency's cent.
   */
  static double stepAbove(double width) {
    if (width <= 0.01) {
      return 0.01;
    }
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= width) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static double multiple(double steps, double step) {
    // Steps below 1 are one over a whole number; dividing by it leaves the nearest double to the
    // decimal.
    double value = step >= 1 ? steps * step : steps / (double) Math.round(1 / step);
    return value == 0 ? 0 : value;
  }

  private static double twoDigits(double sd) {
    if (sd <= 0) {
      return 0;
    }
    return java.math.BigDecimal.valueOf(sd)
        .round(new java.math.MathContext(2, java.math.RoundingMode.HALF_UP))
        .doubleValue();
  }
}
