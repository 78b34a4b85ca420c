package org.therafed.evidence.toxicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.reference.LargestError;
import org.therafed.evidence.survival.SurvivalCurve;

class AdverseEventRatesTest {
  private static final GradingScheme CTCAE = GradingScheme.CTCAE_5;
  private final AdverseEventRates rates = new AdverseEventRates(0.95, CTCAE);

  private static AdverseEventRow person(String site, double days, AdverseEvent... events) {
    return new AdverseEventRow(site, CTCAE, days, List.of(events));
  }

  private AdverseEventResult of(AdverseEventRow... rows) {
    return rates.finish(rates.partialOf(List.of(rows))).result().orElseThrow();
  }

  @Test
  void repeatedEventsHaveClusteredAndQuasiPoissonErrors() {
    int[] events = {0, 3, 1, 0, 5, 2, 0, 1};
    double[] days = {100, 200, 150, 80, 300, 120, 90, 60};
    List<AdverseEventRow> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<AdverseEvent> all = new ArrayList<>();
      for (int e = 0; e < events[i]; e++) {
        all.add(AdverseEvent.of("nausea", 1, e));
      }
      rows.add(new AdverseEventRow("site" + i % 3, CTCAE, days[i], all));
    }
    GradeRate r = rates.finish(rates.partialOf(rows)).result().orElseThrow().term("nausea", 1);
    RepeatedRate repeated = r.repeated().orElseThrow();
    // glm(y ~ offset(log(t)), quasipoisson) of R, and the sandwich by hand.
    new LargestError()
        .add("rate", r.all().perDay(), 0.01090909090909093)
        .add("its error", repeated.standardError(), 0.002673981141325538)
        .isAtMost(5e-15);
    // glm stops short of the dispersion by its own tolerance.
    new LargestError().add("dispersion", repeated.dispersion(), 0.708333369229255).isAtMost(1e-7);
    assertThat(repeated.robust().upper())
        .isEqualTo(
            r.all().perDay()
                * Math.exp(1.959963984540054 * repeated.standardError() / r.all().perDay()),
            within(1e-12));
  }

  @Test
  void clusteredEventsWidenTheIntervalAndWarn() {
    List<AdverseEventRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<AdverseEvent> all = new ArrayList<>();
      for (int e = 0; e < (i % 4 == 0 ? 8 : 0); e++) {
        all.add(AdverseEvent.of("nausea", 2, e));
      }
      rows.add(new AdverseEventRow("a", CTCAE, 100, all));
    }
    AdverseEventResult result = rates.finish(rates.partialOf(rows)).result().orElseThrow();
    GradeRate r = result.any(1);
    assertThat(r.repeated().orElseThrow().dispersion()).isGreaterThan(5);
    assertThat(r.repeated().orElseThrow().robust().upper()).isGreaterThan(r.all().exact().upper());
    assertThat(r.repeated().orElseThrow().quasiPoisson().lower())
        .isLessThan(r.all().exact().lower());
    assertThat(result.warnings()).anyMatch(w -> w.contains("more than Poisson"));
  }

  @Test
  void firstEventsEndTheTimeAtRiskByGrade() {
    AdverseEventResult r =
        of(
            person("a", 100, AdverseEvent.of("anaemia", 1, 10), AdverseEvent.of("anaemia", 3, 40)),
            person("b", 50));
    assertThat(r.term("anaemia", 1).firstDays()).isEqualTo(60);
    assertThat(r.term("anaemia", 3).firstDays()).isEqualTo(90);
    assertThat(r.term("anaemia", 1).events()).isEqualTo(2);
    assertThat(r.term("anaemia", 4).incidence().persons()).isZero();
    assertThat(r.term("nausea", 1).events()).isZero();
    assertThat(r.term("nausea", 1).firstDays()).isEqualTo(150);
    assertThat(r.sites()).isEqualTo(2);
  }

  @Test
  void everybodyWithAnEventOnDayZeroLeavesNoFirstRate() {
    GradeRate r = of(person("a", 10, AdverseEvent.of("nausea", 2, 0))).any(1);
    assertThat(r.first()).isEmpty();
    assertThat(r.incidence().proportion()).isEqualTo(1);
    assertThat(r.repeated()).isEmpty();
  }

  @Test
  void seriousnessIsNotTheGrade() {
    AdverseEvent mildButSerious = new AdverseEvent("nausea", 1, 3, OptionalDouble.empty(), true);
    AdverseEventResult r =
        of(person("a", 10, mildButSerious), person("a", 10, AdverseEvent.of("nausea", 4, 3)));
    assertThat(r.term("nausea", 1).seriousPersons()).isEqualTo(1);
    assertThat(r.term("nausea", 3).seriousPersons()).isZero();
    assertThat(r.term("nausea", 3).incidence().persons()).isEqualTo(1);
  }

  @Test
  void schemesAndVersionsAreNeverCountedTogether() {
    AdverseEventRow older = new AdverseEventRow("a", GradingScheme.CTCAE_4_03, 10, List.of());
    assertThatThrownBy(() -> rates.partialOf(List.of(older))).hasMessageStartingWith("EV-AE-001");
    AdverseEventRates astct = new AdverseEventRates(0.95, GradingScheme.ASTCT_2019);
    assertThatThrownBy(() -> rates.empty().merge(astct.empty()))
        .hasMessageStartingWith("EV-AE-001");
    assertThatThrownBy(() -> rates.finish(astct.empty())).hasMessageStartingWith("EV-AE-001");
    assertThatThrownBy(
            () ->
                new AdverseEventRow(
                    "a", GradingScheme.ASTCT_2019, 10, List.of(AdverseEvent.of("nausea", 1, 2))))
        .hasMessageStartingWith("EV-AE-001");
    AdverseEventRow crs =
        new AdverseEventRow(
            "a",
            GradingScheme.ASTCT_2019,
            30,
            List.of(AdverseEvent.of("CRS", 2, 3), AdverseEvent.of("ICANS", 3, 6)));
    AdverseEventResult r = astct.finish(astct.partialOf(List.of(crs))).result().orElseThrow();
    assertThat(r.term("CRS", 3).incidence().persons()).isZero();
    assertThat(r.term("ICANS", 3).incidence().persons()).isEqualTo(1);
  }

  @Test
  void impossibleEventsAreRefused() {
    assertThat(rates.finish(rates.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(() -> person("a", 0)).hasMessageStartingWith("EV-AE-003");
    assertThatThrownBy(() -> person("a", Double.NaN)).hasMessageStartingWith("EV-AE-003");
    assertThatThrownBy(() -> person("a", 10, AdverseEvent.of("nausea", 1, 11)))
        .hasMessageStartingWith("EV-AE-002");
    assertThatThrownBy(() -> AdverseEvent.of("nausea", 1, -1))
        .hasMessageStartingWith("EV-TIME-002");
    assertThatThrownBy(() -> AdverseEvent.of("nausea", 1, Double.NaN))
        .hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> AdverseEvent.of("nausea", 6, 1))
        .hasMessageStartingWith("EV-GRADE-001");
    assertThatThrownBy(() -> AdverseEvent.of("", 1, 1)).hasMessageStartingWith("EV-GRADE-002");
    assertThatThrownBy(() -> new AdverseEvent("nausea", 1, 5, OptionalDouble.of(4), false))
        .hasMessageStartingWith("EV-AE-002");
    assertThatThrownBy(() -> of(person("a", 5)).any(0)).hasMessageStartingWith("EV-GRADE-001");
  }

  @Test
  void onsetAndResolutionAreCensoredAtTheEndOfObservation() {
    OnsetAndResolution question = new OnsetAndResolution(0.95, CTCAE, "anaemia", 2);
    AdverseEvent early = new AdverseEvent("anaemia", 2, 10, OptionalDouble.of(17), false);
    AdverseEvent mild = AdverseEvent.of("anaemia", 1, 1);
    AdverseEvent open = AdverseEvent.of("anaemia", 3, 30);
    AdverseEvent late = new AdverseEvent("anaemia", 3, 90, OptionalDouble.of(140), false);
    OnsetResult r =
        question
            .finish(
                question.partialOf(
                    List.of(
                        person("a", 100, mild, early, open),
                        person("b", 50, open),
                        person("b", 100, late),
                        person("c", 80))))
            .result()
            .orElseThrow();
    assertThat(r.n()).isEqualTo(4);
    assertThat(r.events()).isEqualTo(3);
    SurvivalCurve onset = r.onset().result().orElseThrow();
    assertThat(onset.survivalAt(10)).isEqualTo(0.75);
    assertThat(onset.survivalAt(30)).isEqualTo(0.5);
    assertThat(onset.survivalAt(90)).isZero();
    assertThat(r.onsetAmongAffected().result().orElseThrow().median().timeDays()).hasValue(30);
    // Resolved after 7 days; open for 20 days; resolved after the end, so open for 10 days.
    SurvivalCurve resolution = r.resolution().result().orElseThrow();
    assertThat(resolution.n()).isEqualTo(3);
    assertThat(resolution.events()).isEqualTo(1);
    assertThat(resolution.survivalAt(7)).isEqualTo(2.0 / 3, within(1e-15));
    OnsetResult none =
        question.finish(question.partialOf(List.of(person("a", 9)))).result().orElseThrow();
    assertThat(none.resolution()).isInstanceOf(NoData.class);
    assertThat(question.finish(question.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(() -> new OnsetAndResolution(0.95, CTCAE, "anaemia", 0))
        .hasMessageStartingWith("EV-GRADE-001");
  }
}
