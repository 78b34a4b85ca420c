package org.therafed.evidence.disclosure;

import java.util.Map;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.rate.Exposure;
import org.therafed.evidence.rate.Poisson;
import org.therafed.evidence.rate.RateRatioResult;
import org.therafed.evidence.rate.RateResult;

/**
 * The rules for rates. Whoever knows the time at risk has the events from a rate, so it is printed
 * to a step of at least three events; its limits come from the smallest number of events that
 * rounds to the same multiple of 5, for the exact ones are a function of the number itself.
 */
final class RateDoor {
  private final DisclosurePolicy policy;

  private RateDoor(DisclosurePolicy policy) {
    this.policy = policy;
  }

  static Verdict judge(RateResult result, Coarsening whole, DisclosurePolicy policy) {
    return new RateDoor(policy).rate(result, whole);
  }

  static Verdict judge(RateRatioResult result, Coarsening whole, DisclosurePolicy policy) {
    return new RateDoor(policy).ratio(result, whole);
  }

  private Verdict rate(RateResult result, Coarsening whole) {
    if (small(result.n(), result.events())) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    Figures figures = new Figures(result, whole);
    double level = result.rate().exact().level();
    rate(figures, "rate", Map.of(), result.rate().perDay(), result.events(), level, "1/d");
    return figures.verdict();
  }

  /** Adds events over a time or an expectation. */
  void rate(
      Figures figures,
      String quantity,
      Map<String, String> of,
      double rate,
      long events,
      double level,
      String unit) {
    long least = least(events);
    double step = step(policy.candidatesPerCell() * rate / least);
    double value = Math.rint(rate / step) * step;
    Interval limits = Poisson.garwood(least, level);
    figures.add(
        quantity,
        of,
        clean(value),
        clean(Math.floor((value - step / 2) * limits.lower() / least / step) * step),
        clean(Math.ceil((value + step / 2) * limits.upper() / least / step) * step),
        level,
        unit);
  }

  static void standardised(
      Figures figures,
      Map<String, String> of,
      double ratio,
      long observed,
      double level,
      DisclosurePolicy policy) {
    new RateDoor(policy).rate(figures, "standardised ratio", of, ratio, observed, level, "1");
  }

  private Verdict ratio(RateRatioResult result, Coarsening whole) {
    Exposure one = result.first();
    Exposure two = result.second();
    if (small(one.rows(), one.events()) || small(two.rows(), two.events())) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    double ratio = result.ratio().orElseThrow();
    long least = Math.min(least(one.events()), least(two.events()));
    double step = step(policy.candidatesPerCell() * ratio / least);
    double value = Math.rint(ratio / step) * step;
    double level = result.exact().level();
    double error = Math.sqrt(1.0 / least(one.events()) + 1.0 / least(two.events()));
    double factor = Math.exp(Levels.z(level) * error);
    Figures figures = new Figures(result, whole);
    figures.add(
        "rate ratio",
        Map.of(),
        clean(value),
        clean(Math.floor((value - step / 2) / factor / step) * step),
        clean(Math.ceil((value + step / 2) * factor / step) * step),
        level,
        "1");
    return figures.verdict();
  }

  /** Also small: more events than rows, for then one person may have had most of them. */
  private boolean small(long rows, long events) {
    return policy.small(events) || policy.small(rows - events);
  }

  private long least(long events) {
    return Math.max(policy.minimumCell(), policy.lowestOf(policy.rounded(events)));
  }

  /** The smallest of 1, 2, 5 times a power of ten that is not below the width. */
  static double step(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= width) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Without what multiplying by a step leaves behind the digits. */
  static double clean(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(12, java.math.RoundingMode.HALF_EVEN))
        .doubleValue();
  }
}
