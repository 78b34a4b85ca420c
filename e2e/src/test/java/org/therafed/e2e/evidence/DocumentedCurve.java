package org.therafed.e2e.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;

/** The section on survival of {@code evidence/docs/disclosure.md}, as {@link DocumentedRules}. */
final class DocumentedCurve {

  private static final int EVENTS_PER_STEP = 5;
  private static final int LANDMARKS_ONLY_BELOW = 50;

  private final SurvivalCurve curve;
  private final DocumentedRules rules;
  private double printed = 1;
  private long eventsShown;

  DocumentedCurve(SurvivalCurve curve) {
    this.curve = curve;
    this.rules = new DocumentedRules(curve.n());
  }

  void check(JsonNode result) {
    assertThat(result.path("n").asLong()).isEqualTo(rules.printedN());
    boolean landmarksOnly = rules.printedN() < LANDMARKS_ONLY_BELOW;
    assertThat(result.path("landmarksOnly").asBoolean()).isEqualTo(landmarksOnly);
    JsonNode months = result.path("curve");
    assertThat(months).isNotEmpty();
    for (int i = 0; i < months.size(); i++) {
      if (!landmarksOnly) {
        assertThat(months.get(i).path("month").asDouble()).isEqualTo(i);
      }
      month(months.get(i));
    }
    double last = months.get(months.size() - 1).path("month").asDouble();
    median(result.path("median"), last * DocumentedRules.MONTH_DAYS, landmarksOnly);
  }

  private void month(JsonNode shown) {
    double day = shown.path("month").asDouble() * DocumentedRules.MONTH_DAYS;
    Point point = curve.at(day);
    assertThat(point.atRisk()).isGreaterThanOrEqualTo(DocumentedRules.SMALLEST_CELL);
    boolean derived = curve.censoredUntil(day) < DocumentedRules.SMALLEST_CELL;
    long events = curve.eventsUntil(day);
    if (events - eventsShown >= EVENTS_PER_STEP) {
      moved(shown, point, derived);
      eventsShown = events;
    }
    assertThat(shown.path("survival").asDouble()).isEqualTo(printed, within(1e-12));
    if (shown.path("lower").isNull()) {
      assertThat(events).as("events before the curve first moves").isLessThan(EVENTS_PER_STEP);
    } else {
      DocumentedRules.contains(shown, point.survival());
    }
    assertThat(shown.path("atRisk").asLong())
        .isEqualTo(
            DocumentedRules.rounded(
                derived ? Math.round(printed * rules.printedN()) : point.atRisk()));
  }

  private void moved(JsonNode shown, Point point, boolean derived) {
    double people =
        derived
            ? rules.smallestN()
            : Math.max(DocumentedRules.SMALLEST_CELL, DocumentedRules.rounded(point.atRisk()) - 2);
    double step = DocumentedRules.step(3 * (derived ? 1 : printed), people);
    assertThat(shown.path("step").asDouble()).isEqualTo(step);
    printed = Math.min(printed, DocumentedRules.nearest(point.survival(), step));
    assertThat(shown.path("lower").asDouble()).isLessThanOrEqualTo(point.lower().orElseThrow());
    assertThat(shown.path("upper").asDouble()).isGreaterThanOrEqualTo(point.upper().orElseThrow());
  }

  private void median(JsonNode shown, double lastDay, boolean landmarksOnly) {
    SurvivalQuantile median = curve.median();
    boolean published =
        !landmarksOnly
            && median.timeDays().isPresent()
            && median.timeDays().getAsDouble() <= lastDay
            && curve.eventsUntil(median.timeDays().getAsDouble()) >= DocumentedRules.SMALLEST_CELL
            && curve.atRiskAt(median.timeDays().getAsDouble()) >= DocumentedRules.SMALLEST_CELL;
    OptionalDouble none = OptionalDouble.empty();
    months(shown.path("value"), published ? median.timeDays() : none, lastDay);
    months(shown.path("lower"), published ? median.lowerDays() : none, lastDay);
    months(shown.path("upper"), published ? median.upperDays() : none, lastDay);
  }

  private static void months(JsonNode shown, OptionalDouble days, double lastDay) {
    if (days.isEmpty() || days.getAsDouble() > lastDay) {
      assertThat(shown.isNull()).isTrue();
    } else {
      assertThat(shown.asDouble())
          .isEqualTo(days.getAsDouble() / DocumentedRules.MONTH_DAYS, within(0.05 + 1e-9));
    }
  }
}
