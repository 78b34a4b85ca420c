package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.ModelResult;
import org.therafed.evidence.results.DataCut;
import org.therafed.evidence.results.Report;
import org.therafed.evidence.results.ReportText;

class ModelDoorTest {
  private final Released ledger = new Released();

  /** A model as an estimator gives it, of 301 persons at three sites. */
  private record Model(long events, int parameters, OptionalLong smallestLevel)
      implements ModelResult {
    @Override
    public Basis basis() {
      return new Basis(
          301,
          events,
          3,
          "persons",
          new Method("Cox, Efron ties", "Cox 1972"),
          List.of(),
          List.of("hazards are not proportional for age"));
    }

    @Override
    public List<Estimate> estimates() {
      return List.of(
          Estimate.of("hazard ratio", 0.71234, new Interval(0.51678, 0.98765, 0.95), "1")
              .at("term", "arm"),
          Estimate.of("p-value", 0.041789, "1").at("term", "arm"),
          Estimate.of("log-likelihood", -1234.5678, "1"));
    }
  }

  private DisclosedResult disclose(long events, int parameters, OptionalLong smallestLevel) {
    return Disclosure.disclose(
        new Estimated<>(new Model(events, parameters, smallestLevel)),
        Released.people(301),
        DisclosurePolicy.defaults(),
        ledger);
  }

  @Test
  void effectsAreShownToTwoDigitsWithLimitsOutwardsAndNothingElse() {
    DisclosedModel shown = (DisclosedModel) disclose(120, 2, OptionalLong.of(40));
    assertThat(shown.n()).isEqualTo(300);
    assertThat(shown.effects())
        .extracting(e -> e.quantity() + " " + e.value() + " " + e.lower() + " " + e.upper())
        .containsExactly("hazard ratio 0.71 0.51 0.99", "p-value 0.042 null null");
    assertThat(ledger.considered).containsExactly("model");
  }

  @Test
  void warningsOfTheModelReachItsReader() {
    Report report =
        PublishedReport.of(
            "effect of the arm",
            disclose(120, 2, OptionalLong.of(40)),
            new DataCut("2026Q3", LocalDate.of(2026, 9, 30)),
            "Therafed");
    assertThat(ReportText.write(report))
        .contains("WARNING      hazards are not proportional for age\n")
        .contains("hazard ratio  term=arm      0.71   0.51   0.99  95 %\n");
  }

  @Test
  void moreParametersThanATenthOfTheEventsAreNotReleased() {
    assertThat(disclose(29, 3, OptionalLong.of(40))).isInstanceOf(NotReleased.class);
    assertThat(disclose(30, 3, OptionalLong.of(40))).isInstanceOf(DisclosedModel.class);
    assertThat(ledger.reasons).containsExactly(WithheldReason.TOO_MANY_PARAMETERS);
  }

  @Test
  void smallCellsOfOutcomeAndCovariateAreNotReleased() {
    disclose(10, 1, OptionalLong.of(40));
    disclose(291, 1, OptionalLong.of(40));
    disclose(120, 1, OptionalLong.of(10));
    disclose(120, 1, OptionalLong.empty());
    assertThat(ledger.reasons).hasSize(4).containsOnly(WithheldReason.SMALL_CELL);
  }
}
