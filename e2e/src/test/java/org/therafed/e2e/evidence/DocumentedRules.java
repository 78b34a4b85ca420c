package org.therafed.e2e.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.partial.Interval;

/**
 * The rules of {@code evidence/docs/disclosure.md} about numbers, written down once more from that
 * text alone: what is published must be the undisclosed number after them, and nothing finer.
 */
final class DocumentedRules {

  static final int SMALLEST_CELL = 11;
  static final int SMALLEST_COHORT = 20;
  static final int FEWEST_SITES = 3;
  static final double MONTH_DAYS = 30.4375;

  private static final int BASE = 5;
  private static final double PER_MILLE = 1000;
  private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100, 200};
  private static final double EXACT = 1e-12;

  private final long n;

  /** The rules for a cohort of n people (or courses). */
  DocumentedRules(long n) {
    this.n = n;
  }

  /** N, the printed denominator. */
  long printedN() {
    return rounded(n);
  }

  /** The smallest n that is printed as N and may be published at all. */
  long smallestN() {
    return Math.max(SMALLEST_COHORT, printedN() - BASE / 2);
  }

  static long rounded(long count) {
    return Math.round((double) count / BASE) * BASE;
  }

  /** The finest step that spans so many of these people. */
  static double step(double span, double people) {
    for (int step : STEPS) {
      if (step / PER_MILLE * people >= span - EXACT) {
        return step / PER_MILLE;
      }
    }
    throw new IllegalStateException("nothing may be shown of so few");
  }

  double step() {
    return step(3, (double) smallestN());
  }

  static double nearest(double value, double step) {
    return Math.floor(value / step + 0.5 + EXACT) * step;
  }

  /** Whether at least 3 numbers of events, of 5 or more, print as this survival, for every n. */
  boolean hidesFirstEvents(double survival) {
    double shown = nearest(survival, step());
    for (long people = smallestN(); people <= printedN() + BASE / 2; people++) {
      int alike = 0;
      for (long events = 5; events <= people; events++) {
        double left = (double) (people - events) / people;
        alike += Math.abs(nearest(left, step()) - shown) < EXACT ? 1 : 0;
      }
      if (alike < 3) {
        return false;
      }
    }
    return true;
  }

  /** A proportion x/n as published, unless it is withheld. */
  void proportion(JsonNode shown, long x, Interval exact) {
    if (shown.isNull() || shown.isMissingNode()) {
      return;
    }
    notSmall(x);
    notSmall(n - x);
    double estimate = (double) x / n;
    assertThat(shown.path("step").asDouble()).isEqualTo(step(), within(EXACT));
    share(shown, x);
    contains(shown, estimate);
    assertThat(shown.path("lower").asDouble()).isLessThanOrEqualTo(exact.lower());
    assertThat(shown.path("upper").asDouble()).isGreaterThanOrEqualTo(exact.upper());
    multiple(shown.path("lower").asDouble(), 1 / PER_MILLE);
    multiple(shown.path("upper").asDouble(), 1 / PER_MILLE);
  }

  /** A cell of a table as published, unless it is withheld. */
  void share(JsonNode shown, long x) {
    if (shown.isNull()) {
      return;
    }
    notSmall(x);
    double value = shown.path("value").asDouble();
    assertThat(value).isEqualTo(nearest((double) x / n, step()), within(EXACT));
    assertThat(shown.path("count").asLong()).isEqualTo(rounded(Math.round(value * printedN())));
  }

  private static void notSmall(long cell) {
    assertThat(cell).as("people in a published cell").isGreaterThanOrEqualTo(SMALLEST_CELL);
  }

  static void contains(JsonNode shown, double estimate) {
    assertThat(estimate)
        .as("the undisclosed estimate within the published limits")
        .isBetween(shown.path("lower").asDouble(), shown.path("upper").asDouble());
  }

  private static void multiple(double value, double step) {
    assertThat(value / step).isEqualTo(Math.rint(value / step), within(1e-6));
  }

  /** A mean amount as published, unless it is withheld. */
  void amount(JsonNode shown, double mean, double sd, Interval exact) {
    if (shown.isNull()) {
      return;
    }
    double step = amountStep(mean / smallestN());
    double printed = Math.rint(mean / step) * step;
    double sdStep = amountStep((printed + step / 2) / Math.sqrt((double) smallestN()));
    double printedSd = Math.rint(sd / sdStep) * sdStep;
    assertThat(shown.path("step").asDouble()).isEqualTo(step);
    assertThat(shown.path("mean").asDouble()).isEqualTo(printed, within(step * EXACT));
    assertThat(shown.path("sd").asDouble()).isEqualTo(printedSd, within(sdStep * EXACT));
    double t =
        new TDistribution(smallestN() - 1.0).inverseCumulativeProbability(0.5 + exact.level() / 2);
    double half = step / 2 + t * (printedSd + sdStep / 2) / Math.sqrt((double) smallestN());
    assertThat(shown.path("lower").asDouble())
        .isEqualTo(Math.floor((printed - half) / step) * step, within(step * EXACT));
    assertThat(shown.path("upper").asDouble())
        .isEqualTo(Math.ceil((printed + half) / step) * step, within(step * EXACT));
    assertThat(shown.path("lower").asDouble()).isLessThanOrEqualTo(exact.lower());
    assertThat(shown.path("upper").asDouble()).isGreaterThanOrEqualTo(exact.upper());
    contains(shown, mean);
  }

  /** The smallest of 1, 2 or 5 times a power of ten that is not below the width. */
  private static double amountStep(double width) {
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= width) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
