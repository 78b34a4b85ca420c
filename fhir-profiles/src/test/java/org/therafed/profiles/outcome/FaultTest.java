package org.therafed.profiles.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.therafed.profiles.outcome.Fault.safe;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
  /** A code as another module would declare it. */
  private enum Sample implements FaultCode {
    WINDOW;

    @Override
    public Reason template() {
      return new Reason(
          "GW-DEID-007",
          "Date-shift window of {days} days cannot keep weekdays;",
          "{least} or more needed.",
          "Set gateway.deidentify.date-shift.days.");
    }
  }

  @Test
  void messageHasCodeFoundNeededRemedyAndInstance() {
    Fault fault = Sample.WINDOW.with(safe("days", 3), safe("least", 7));
    assertThat(fault)
        .hasMessage(
            "GW-DEID-007 Date-shift window of 3 days cannot keep weekdays; 7 or more needed."
                + " Set gateway.deidentify.date-shift.days. ("
                + fault.instance()
                + ")");
    assertThat(fault.instance()).matches("[0-9a-f]{8}");
    assertThat(fault.safeArguments()).containsEntry("days", 3).containsEntry("least", 7);
    assertThat(fault.code()).isEqualTo(Sample.WINDOW);
    assertThat(fault.reason().code()).isEqualTo("GW-DEID-007");
  }

  @Test
  void fieldsOfAReasonAreItsPartsInTheirOrder() {
    assertThat(new Reason("GW-DEID-007", "f", "n", "r", "甲", "乙", "丙").fields())
        .containsExactly(
            entry("code", "GW-DEID-007"),
            entry("found", "f"),
            entry("needed", "n"),
            entry("remedy", "r"),
            entry("foundZh", "甲"),
            entry("neededZh", "乙"),
            entry("remedyZh", "丙"));
  }

  @Test
  void messageOfACauseIsNotRepeated() {
    Fault fault = Sample.WINDOW.with(new IllegalStateException("Mario Rossi"), safe("days", 3));
    assertThat(fault.getMessage()).doesNotContain("Rossi");
    assertThat(fault).hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyOutcomeHasTheLabelThatIsCounted() {
    Reason reason = Sample.WINDOW.reason(safe("days", 1), safe("least", 7));
    assertThat(reason.text()).startsWith("GW-DEID-007 ").contains("window of 1 days");
    assertThat(
            List.<Outcome>of(
                    new Sent(1),
                    new Queued(),
                    new Held(reason),
                    new Refused(reason),
                    new Superseded("a"))
                .stream()
                .map(Outcome::label))
        .containsExactly("sent", "queued", "held", "refused", "superseded");
  }
}
