package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.disclosure.DisclosedCost.Amount;
import org.therafed.evidence.disclosure.DisclosedCost.Component;

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
   * tell the last one closer than by about an average course. One course moves the standard
   * deviation by at most 1/√n of its own change, so that mean / √n is the step for the same
   * promise.
   *
   * <p>The limits follow from what is printed: the unrounded ones at several levels would give the
   * unrounded mean and deviation away.
   */
  private Amount amount(MeanAmount amount) {
    double smallestN = coarsening.lowest();
    double step = stepAbove(Math.abs(amount.mean()) / smallestN);
    double mean = multiple(Math.rint(amount.mean() / step), step);
    double sdStep = stepAbove((Math.abs(mean) + step / 2) / Math.sqrt(smallestN));
    double sd = multiple(Math.rint(amount.sd().orElseThrow() / sdStep), sdStep);
    double half = step / 2 + widestHalf(sd + sdStep / 2, smallestN);
    return new Amount(
        mean,
        multiple(Math.floor((mean - half) / step), step),
        multiple(Math.ceil((mean + half) / step), step),
        sd,
        step);
  }

  /** Half the t interval at the smallest n and the largest deviation that print as they do. */
  private double widestHalf(double largestSd, double smallestN) {
    double t =
        new TDistribution(smallestN - 1).inverseCumulativeProbability(0.5 + cost.level() / 2);
    return t * largestSd / Math.sqrt(smallestN);
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
}
