package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.DisclosedSurvival.Month;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.SurvivalCurve;

class SurvivalDoorTest {
  private static final double MONTH = 30.4375;

  /** Exponential survival, median in days, with uniform censoring up to a limit; three sites. */
  static Finding<SurvivalCurve> curve(long seed, int n, double median, double followUp) {
    return curve(seed, n, median, followUp, 0.95);
  }

  private static Finding<SurvivalCurve> curve(
      long seed, int n, double median, double followUp, double level) {
    Random random = new Random(seed);
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < n; i++) {
      double death = Math.ceil(-Math.log(1 - random.nextDouble()) * median / Math.log(2));
      double censoring = Math.ceil(followUp * (0.2 + 0.8 * random.nextDouble()));
      rows.add("s" + i % 3, 0, Math.min(death, censoring), death <= censoring);
    }
    return new KaplanMeier(level, ConfidenceBand.LOG_LOG).finish(rows.partial());
  }

  @Property(tries = 1000, seed = "20261121")
  void limitsOfTheMedianAreMonthsAndCoverTheUnroundedOnes(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 600) int n, @ForAll boolean wide) {
    Finding<SurvivalCurve> finding = curve(seed, n, 400, 1200, wide ? 0.999 : 0.95);
    SurvivalCurve curve = finding.result().orElseThrow();
    DisclosedSurvival.Months median = ((DisclosedSurvival) Released.of(finding)).median();
    if (median.value() != null) {
      assertThat(median.lower()).isEqualTo(Math.rint(median.lower()));
      assertThat(median.lower() * MONTH)
          .isLessThanOrEqualTo(curve.median().lowerDays().orElseThrow());
      if (median.upper() != null) {
        assertThat(median.upper()).isEqualTo(Math.rint(median.upper()));
        assertThat(median.upper() * MONTH)
            .isGreaterThanOrEqualTo(curve.median().upperDays().orElseThrow());
      }
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void publishedCurveKeepsEveryRule(
      @ForAll long seed, @ForAll @IntRange(min = 50, max = 600) int n) {
    Finding<SurvivalCurve> finding = curve(seed, n, 300 + n, 1500);
    SurvivalCurve curve = finding.result().orElseThrow();
    DisclosedResult result = Released.of(finding);
    assertThat(result).isInstanceOf(DisclosedSurvival.class);
    DisclosedSurvival shown = (DisclosedSurvival) result;
    assertThat(shown.landmarksOnly()).isFalse();
    Month before = null;
    for (Month month : shown.curve()) {
      assertThat(month.month()).isEqualTo(Math.rint(month.month()));
      assertThat(month.atRisk() % 5).isZero();
      Point point = curve.at(month.month() * MONTH);
      assertThat(point.atRisk()).isGreaterThanOrEqualTo(11);
      if (before != null && month.survival() != before.survival()) {
        assertThat(month.survival()).isLessThan(before.survival());
        assertThat(curve.eventsUntil(month.month() * MONTH))
            .isGreaterThanOrEqualTo(curve.eventsUntil(before.month() * MONTH) + 1);
      }
      boolean moved = before == null ? month.step() > 0 : !month.lower().equals(before.lower());
      if (month.lower() != null && moved) {
        assertThat(Math.abs(month.survival() - point.survival()))
            .isLessThanOrEqualTo(month.step() * 1.5 + 1e-12);
      }
      before = month.lower() == null ? null : month;
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void limitsAtAStepCoverTheUnroundedOnes(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 600) int n) {
    Finding<SurvivalCurve> finding = curve(seed, n, 400, 1200);
    SurvivalCurve curve = finding.result().orElseThrow();
    Month before = new Month(0, 1, null, null, 0, 0);
    for (Month month : ((DisclosedSurvival) Released.of(finding)).curve()) {
      if (month.survival() < before.survival()) {
        Point point = curve.at(month.month() * MONTH);
        assertThat(month.lower()).isLessThanOrEqualTo(point.lower().orElseThrow());
        assertThat(month.upper()).isGreaterThanOrEqualTo(point.upper().orElseThrow());
      }
      before = month;
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void curveMovesOnlyAfterFiveFurtherEvents(
      @ForAll long seed, @ForAll @IntRange(min = 50, max = 300) int n) {
    Finding<SurvivalCurve> finding = curve(seed, n, 900, 2000);
    SurvivalCurve curve = finding.result().orElseThrow();
    long events = 0;
    double survival = 1;
    for (Month month : ((DisclosedSurvival) Released.of(finding)).curve()) {
      if (month.survival() != survival) {
        long now = curve.eventsUntil(month.month() * MONTH);
        assertThat(now - events).isGreaterThanOrEqualTo(5);
        events = now;
        survival = month.survival();
      }
    }
  }

  @Test
  void smallCohortIsShownAtLandmarksOnly() {
    DisclosedSurvival shown = (DisclosedSurvival) Released.of(curve(1, 45, 300, 900));
    assertThat(shown.landmarksOnly()).isTrue();
    assertThat(shown.n()).isEqualTo(45);
    assertThat(shown.curve()).extracting(Month::month).isSubsetOf(3.0, 6.0, 12.0, 18.0, 24.0);
    assertThat(shown.median().value()).isNull();
  }

  @Test
  void everybodyCensoredAtOnceIsNoCurveBeyondTheBeginning() {
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < 60; i++) {
      rows.add("s" + i % 3, 0, 10, false);
    }
    DisclosedSurvival shown =
        (DisclosedSurvival)
            Released.of(new KaplanMeier(0.95, ConfidenceBand.LOG_LOG).finish(rows.partial()));
    assertThat(shown.curve()).hasSize(1);
    assertThat(shown.curve().get(0).survival()).isEqualTo(1);
    assertThat(shown.median().value()).isNull();
  }

  @Test
  void medianIsGivenInMonthsToOneDecimal() {
    Finding<SurvivalCurve> finding = curve(7, 300, 400, 1500);
    DisclosedSurvival shown = (DisclosedSurvival) Released.of(finding);
    double days = finding.result().orElseThrow().median().timeDays().orElseThrow();
    assertThat(shown.median().value()).isEqualTo(Math.round(days / MONTH * 10) / 10.0);
    assertThat(shown.median().lower()).isLessThanOrEqualTo(shown.median().value());
    assertThat(shown.medianFollowUp().value()).isNotNull();
    assertThat(shown.medianFollowUp().lower()).isNull();
  }

  @Test
  void noEventDayAndNoCensoringMarkIsInTheJson() {
    JsonNode json = new ObjectMapper().valueToTree(Released.of(curve(7, 300, 400, 1500)));
    assertThat(List.copyOf(json.properties()))
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "kind",
            "n",
            "sites",
            "level",
            "landmarksOnly",
            "curve",
            "median",
            "medianFollowUp",
            "method");
    assertThat(List.copyOf(json.get("curve").get(1).properties()))
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("month", "survival", "lower", "upper", "atRisk", "step");
  }
}
