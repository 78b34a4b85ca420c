package org.therafed.e2e.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.stream.Stream;
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
    median(result.path("median"), months, last * DocumentedRules.MONTH_DAYS, landmarksOnly);
  }

  private void month(JsonNode shown) {
    double day = shown.path("month").asDouble() * DocumentedRules.MONTH_DAYS;
    Point point = curve.at(day);
    assertThat(point.atRisk()).isGreaterThanOrEqualTo(DocumentedRules.SMALLEST_CELL);
    boolean derived = curve.censoredUntil(day) < DocumentedRules.SMALLEST_CELL;
    long events = curve.eventsUntil(day);
    if (events - eventsShown >= EVENTS_PER_STEP
        && (eventsShown > 0 || !derived || rules.hidesFirstEvents(point.survival()))) {
      moved(shown, point, derived);
      eventsShown = events;
    }
    assertThat(shown.path("survival").asDouble()).isEqualTo(printed, within(1e-12));
    if (shown.path("lower").isNull()) {
      assertThat(eventsShown).as("events before the curve first moves").isZero();
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

  private void median(JsonNode shown, JsonNode months, double lastDay, boolean landmarksOnly) {
    SurvivalQuantile median = curve.median();
    boolean published =
        !landmarksOnly
            && median.timeDays().isPresent()
            && median.timeDays().getAsDouble() <= lastDay
            && curve.eventsUntil(median.timeDays().getAsDouble()) >= DocumentedRules.SMALLEST_CELL
            && curve.atRiskAt(median.timeDays().getAsDouble()) >= DocumentedRules.SMALLEST_CELL;
    if (!published) {
      assertThat(shown.path("value").isNull()).isTrue();
      assertThat(shown.path("lower").isNull()).isTrue();
      assertThat(shown.path("upper").isNull()).isTrue();
      return;
    }
    assertThat(shown.path("value").asDouble())
        .isEqualTo(
            median.timeDays().getAsDouble() / DocumentedRules.MONTH_DAYS, within(0.05 + 1e-9));
    assertThat(shown.path("lower").asDouble()).isEqualTo(lower(months));
    assertThat(shown.path("lower").asDouble() * DocumentedRules.MONTH_DAYS)
        .isLessThanOrEqualTo(median.lowerDays().orElseThrow());
    assertThat(shown.path("upper")).isEqualTo(upper(months));
  }

  /** The last month of change with a lower limit above one half, before one that is not. */
  private static double lower(JsonNode months) {
    double above = 0;
    double change = 0;
    for (int i = 0; i < months.size(); i++) {
      JsonNode month = months.get(i);
      if (i > 0 && !sameLine(months.get(i - 1), month)) {
        change = month.path("month").asDouble();
      }
      if (month.path("lower").isNumber() && month.path("lower").asDouble() <= 0.5) {
        return above;
      }
      above = change;
    }
    return above;
  }

  private static boolean sameLine(JsonNode one, JsonNode other) {
    return Stream.of("survival", "lower", "upper")
        .allMatch(field -> one.path(field).equals(other.path(field)));
  }

  private static JsonNode upper(JsonNode months) {
    for (JsonNode month : months) {
      if (month.path("upper").isNumber() && month.path("upper").asDouble() <= 0.5) {
        return month.path("month");
      }
    }
    return NullNode.getInstance();
  }
}
