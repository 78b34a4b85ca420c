package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

class EndpointRulesTest {
  private static final LocalDate INDEX = LocalDate.of(2025, 2, 17);

  private final TherapyModule module = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
  private final PercentChangeRule psa50 =
      PercentChangeRule.of(module.endpoint("psa50").orElseThrow());

  /** A series written as {@code day:value}, e.g. {@code -7:100 28:<40}. */
  private static List<BiomarkerFact> series(String text) {
    List<BiomarkerFact> facts = new ArrayList<>();
    for (String item : text.isBlank() ? new String[0] : text.split(" ", -1)) {
      String[] parts = item.split(":", -1);
      String value = parts[1].replaceAll("[<>]", "");
      String comparator = parts[1].startsWith("<") ? "<" : parts[1].startsWith(">") ? ">" : null;
      facts.add(
          new BiomarkerFact(
              "lab" + facts.size(),
              "p",
              "2857-1",
              new BigDecimal(value),
              "ng/mL",
              comparator,
              INDEX.plusDays(Long.parseLong(parts[0]))));
    }
    return facts;
  }

  @ParameterizedTest
  @CsvSource({
    "decline by half confirmed after three weeks, -7:100 28:50 49:50, true",
    "order of arrival does not matter, 49:50 -7:100 28:50, true",
    "decline by a little less than half, -7:100 28:50.1 49:50.1, false",
    "decline not confirmed by the next due value, -7:100 28:40 49:80, false",
    "decline without any later value, -7:100 28:40, false",
    "confirming value a day too early does not count, -7:100 28:40 48:40, false",
    "value in between may rebound and still be confirmed, -7:100 28:40 35:90 49:45, true",
    "second decline is confirmed, -7:100 28:40 49:80 70:30 98:20, true",
    "last value before the index is the baseline, -40:10 -1:100 28:40 49:40, true",
    "value below the detection limit is a decline, -7:100 28:<0.02 49:<0.02, true",
    "value above a limit is no decline, -7:100 28:>10 49:>10, false",
  })
  void psaDeclineIsJudgedAsDescribed(String why, String series, boolean met) {
    assertThat(psa50.evaluate(INDEX, series(series))).as(why).contains(met);
  }

  @ParameterizedTest
  @CsvSource({
    "no value at all, ''",
    "no baseline, 28:50 49:50",
    "baseline too old, -43:100 28:50 49:50",
    "no value after the index, -7:100",
    "baseline of zero, -7:0 28:0 49:0",
    "baseline below the detection limit, -7:<0.02 28:0.01 49:0.01",
  })
  void seriesWithoutUsableBaselineOrLaterValueIsNotEvaluable(String why, String series) {
    assertThat(psa50.evaluate(INDEX, series(series))).as(why).isEmpty();
  }

  @Test
  void riseIsJudgedTheOtherWay() {
    PercentChangeRule rise =
        new PercentChangeRule(
            "psa",
            42,
            0,
            new BigDecimal("25"),
            new Confirmation(0, false),
            null,
            NextTherapy.IGNORED);
    assertThat(rise.evaluate(INDEX, series("-7:100 28:125"))).contains(true);
    assertThat(rise.evaluate(INDEX, series("-7:100 28:124"))).contains(false);
    assertThat(rise.evaluate(INDEX, series("-7:100 28:<200"))).contains(false);
    assertThat(rise.evaluate(INDEX, series("-7:>100 28:200"))).contains(false);
  }

  private static ResponseFact response(String category, int day) {
    return new ResponseFact("r" + day, "p", "RECIST1.1", category, false, INDEX.plusDays(day));
  }

  @Test
  void bestOfIsAResponseOnceOneAssessmentIs() {
    BestOfRule orr = BestOfRule.of(module.endpoint("orr").orElseThrow());
    assertThat(orr.evaluate(INDEX, List.of(response("SD", 60), response("PR", 120))))
        .contains(true);
    assertThat(orr.evaluate(INDEX, List.of(response("SD", 60), response("PD", 120))))
        .contains(false);
    assertThat(orr.evaluate(INDEX, List.of(response("NE", 60)))).isEmpty();
    assertThat(orr.evaluate(INDEX, List.of(response("CR", -1)))).isEmpty();
    assertThat(orr.evaluate(INDEX, List.of())).isEmpty();
  }

  private static SurvivalFact status(boolean dead, int day) {
    return new SurvivalFact("s" + day, "p", dead, INDEX.plusDays(day), null);
  }

  @Test
  void timeToEventTakesTheEarliestDeathElseTheLatestDayAlive() {
    TimeToEventRule os = TimeToEventRule.of(module.endpoint("os").orElseThrow());
    assertThat(os.evaluate(INDEX, List.of(status(false, 100), status(true, 300))))
        .contains(new TimeToEventRule.TimeToEvent(300, true));
    // In whatever order they came, and also if another hospital's export says alive later.
    assertThat(os.evaluate(INDEX, List.of(status(true, 300), status(false, 100))))
        .contains(new TimeToEventRule.TimeToEvent(300, true));
    assertThat(os.evaluate(INDEX, List.of(status(true, 300), status(false, 400))))
        .contains(new TimeToEventRule.TimeToEvent(300, true));
    assertThat(os.evaluate(INDEX, List.of(status(false, 90), status(false, 100))))
        .contains(new TimeToEventRule.TimeToEvent(100, false));
    assertThat(os.evaluate(INDEX, List.of(status(true, 302), status(true, 300))))
        .contains(new TimeToEventRule.TimeToEvent(300, true));
    assertThat(os.evaluate(INDEX, List.of(status(false, 100), status(false, 90))))
        .contains(new TimeToEventRule.TimeToEvent(100, false));
    assertThat(os.evaluate(INDEX, List.of(status(false, -1)))).isEmpty();
  }

  @Test
  void ruleOfAnotherKindIsRefused() {
    TherapyModule.Endpoint os = module.endpoint("os").orElseThrow();
    assertThatThrownBy(() -> PercentChangeRule.of(os)).hasMessageContaining("FP-PROJ-003");
    assertThatThrownBy(() -> BestOfRule.of(os)).hasMessageContaining("FP-PROJ-003");
    TherapyModule.Endpoint orr = module.endpoint("orr").orElseThrow();
    assertThatThrownBy(() -> TimeToEventRule.of(orr)).hasMessageContaining("FP-PROJ-003");
  }
}
