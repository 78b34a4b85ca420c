package org.therafed.evidence.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.response.Endpoint.Choice;
import org.therafed.evidence.response.Endpoint.NotEvaluable;

class EndpointRateTest {
  private static final String BEST = "best response";
  private static final Criterion OBJECTIVE =
      Criterion.Category.of(BEST, Set.of("CR", "PR"), Set.of("NE"), Set.of("SD", "PD"));
  private static final Criterion PSA50 = new Criterion.Fall("PSA", 0.5);

  private static Endpoint endpoint(Criterion criterion, Choice choice, NotEvaluable policy) {
    double confirm = choice == Choice.CONFIRMED ? 21 : 0;
    return new Endpoint("test", criterion, 0, 180, choice, confirm, policy);
  }

  private static Answer any(Criterion criterion, AssessmentRow row) {
    return endpoint(criterion, Choice.ANY, NotEvaluable.NON_RESPONDER).answer(row);
  }

  private static AssessmentRow row(Observation... observations) {
    return new AssessmentRow("a", Map.of("PSA", 100.0), Arrays.asList(observations));
  }

  private static AssessmentRow psa(double... dayAndValue) {
    Observation[] all = new Observation[dayAndValue.length / 2];
    for (int i = 0; i < all.length; i++) {
      all[i] = Observation.value("PSA", dayAndValue[2 * i], dayAndValue[2 * i + 1]);
    }
    return row(all);
  }

  @Test
  void denominatorsFollowTheDeclaredPolicy() {
    List<AssessmentRow> rows =
        List.of(
            row(Observation.category(BEST, 60, "PR")),
            row(Observation.category(BEST, 60, "SD")),
            row(Observation.category(BEST, 60, "NE")),
            row());
    EndpointRate all =
        new EndpointRate(0.95, endpoint(OBJECTIVE, Choice.ANY, NotEvaluable.NON_RESPONDER));
    EndpointResult r = all.finish(all.partialOf(rows)).result().orElseThrow();
    assertThat(r.rate()).isEqualTo(0.25);
    assertThat(r.denominator()).isEqualTo(4);
    assertThat(r.evaluable()).isEqualTo(2);
    assertThat(r.clopperPearson()).isEqualTo(Proportion.clopperPearson(1, 4, 0.95));
    assertThat(r.warnings()).anyMatch(w -> w.contains("count as non-responders"));
    EndpointRate known =
        new EndpointRate(0.95, endpoint(OBJECTIVE, Choice.ANY, NotEvaluable.LEFT_OUT));
    EndpointResult k = known.finish(known.partialOf(rows)).result().orElseThrow();
    assertThat(k.rate()).isEqualTo(0.5);
    assertThat(k.n()).isEqualTo(4);
    assertThat(known.finish(known.partialOf(rows.subList(2, 4)))).isInstanceOf(NotEstimable.class);
    assertThat(known.finish(known.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void aFallIsFromTheBaselineAndIncludesItsShare() {
    assertThat(any(PSA50, psa(30, 50))).isEqualTo(Answer.YES);
    assertThat(any(PSA50, psa(30, 50.1))).isEqualTo(Answer.NO);
    assertThat(any(PSA50, psa(181, 10))).isEqualTo(Answer.UNKNOWN);
    assertThat(any(PSA50, psa(-1, 10))).isEqualTo(Answer.UNKNOWN);
    AssessmentRow without =
        new AssessmentRow("a", Map.of(), List.of(Observation.value("PSA", 5, 1)));
    assertThat(any(PSA50, without)).isEqualTo(Answer.UNKNOWN);
    AssessmentRow zero =
        new AssessmentRow("a", Map.of("PSA", 0.0), List.of(Observation.value("PSA", 5, 0)));
    assertThat(any(PSA50, zero)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void choiceDecidesBetweenAssessments() {
    AssessmentRow lost = psa(30, 40, 60, 90);
    assertThat(any(PSA50, lost)).isEqualTo(Answer.YES);
    assertThat(endpoint(PSA50, Choice.LAST, NotEvaluable.LEFT_OUT).answer(lost))
        .isEqualTo(Answer.NO);
    Endpoint confirmed = endpoint(PSA50, Choice.CONFIRMED, NotEvaluable.LEFT_OUT);
    assertThat(confirmed.answer(psa(30, 40, 51, 45))).isEqualTo(Answer.YES);
    assertThat(confirmed.answer(psa(51, 45, 30, 40))).isEqualTo(Answer.YES);
    assertThat(confirmed.answer(psa(30, 40, 50, 45))).isEqualTo(Answer.NO);
    assertThat(confirmed.answer(psa(30, 40, 40, 80, 60, 45))).isEqualTo(Answer.NO);
    assertThat(confirmed.answer(psa(30, 40, 40, 45, 51, 45))).isEqualTo(Answer.YES);
    assertThat(confirmed.answer(psa(30, 40))).isEqualTo(Answer.NO);
  }

  @Test
  void targetsIncludeTheThreshold() {
    Criterion hba1c = new Criterion.Target("HbA1c", false, 7);
    Criterion free = new Criterion.Target("transfusion-free days", true, 56);
    assertThat(any(hba1c, row(Observation.value("HbA1c", 90, 7)))).isEqualTo(Answer.YES);
    assertThat(any(hba1c, row(Observation.value("HbA1c", 90, 7.1)))).isEqualTo(Answer.NO);
    assertThat(any(free, row(Observation.value("transfusion-free days", 90, 56))))
        .isEqualTo(Answer.YES);
    assertThat(any(free, row(Observation.value("transfusion-free days", 90, 55))))
        .isEqualTo(Answer.NO);
  }

  @Test
  void compositesKeepWhatIsUnknownUnlessAPartDecides() {
    Criterion all = new Criterion.AllOf(List.of(OBJECTIVE, PSA50));
    Criterion either = new Criterion.AnyOf(List.of(OBJECTIVE, PSA50));
    AssessmentRow onlyPsa = psa(30, 40);
    AssessmentRow onlyPsaFailed = psa(30, 90);
    assertThat(any(all, onlyPsa)).isEqualTo(Answer.UNKNOWN);
    assertThat(any(all, onlyPsaFailed)).isEqualTo(Answer.NO);
    assertThat(any(either, onlyPsa)).isEqualTo(Answer.YES);
    assertThat(any(either, onlyPsaFailed)).isEqualTo(Answer.UNKNOWN);
    AssessmentRow both =
        row(Observation.category(BEST, 60, "CR"), Observation.value("PSA", 60, 20));
    assertThat(any(all, both)).isEqualTo(Answer.YES);
  }

  @Test
  void whatIsNotDeclaredIsRefused() {
    EndpointRate rate =
        new EndpointRate(0.95, endpoint(OBJECTIVE, Choice.ANY, NotEvaluable.LEFT_OUT));
    assertThatThrownBy(() -> rate.partialOf(List.of(row(Observation.category(BEST, 60, "mixed")))))
        .hasMessageStartingWith("EV-RESP-001");
    assertThatThrownBy(() -> any(PSA50, row(Observation.category("PSA", 60, "low"))))
        .hasMessageStartingWith("EV-RESP-002");
    assertThatThrownBy(() -> Observation.value("PSA", 3, Double.NaN))
        .hasMessageStartingWith("EV-RESP-002");
    assertThatThrownBy(() -> Observation.value("PSA", Double.NaN, 3))
        .hasMessageStartingWith("EV-RESP-002");
    assertThatThrownBy(() -> new AssessmentRow("a", Map.of("PSA", Double.NaN), List.of()))
        .hasMessageStartingWith("EV-RESP-002");
    assertThatThrownBy(() -> new Criterion.Fall("PSA", 0)).hasMessageStartingWith("EV-RESP-003");
    assertThatThrownBy(() -> new Criterion.AnyOf(List.of())).hasMessageStartingWith("EV-RESP-003");
    assertThatThrownBy(() -> new Endpoint("x", PSA50, 9, 8, Choice.ANY, 0, NotEvaluable.LEFT_OUT))
        .hasMessageStartingWith("EV-RESP-003");
    assertThatThrownBy(
            () -> new Endpoint("x", PSA50, 0, 8, Choice.CONFIRMED, 0, NotEvaluable.LEFT_OUT))
        .hasMessageStartingWith("EV-RESP-003");
  }

  @Test
  void partialsOfTwoEndpointsDoNotMerge() {
    EndpointRate one = new EndpointRate(0.95, endpoint(PSA50, Choice.ANY, NotEvaluable.LEFT_OUT));
    EndpointRate other =
        new EndpointRate(
            0.95, endpoint(new Criterion.Fall("PSA", 0.3), Choice.ANY, NotEvaluable.LEFT_OUT));
    assertThatThrownBy(() -> one.empty().merge(other.empty()))
        .hasMessageStartingWith("EV-PARTIAL-010");
  }
}
