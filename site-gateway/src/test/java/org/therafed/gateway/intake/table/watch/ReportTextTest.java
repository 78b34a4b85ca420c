package org.therafed.gateway.intake.table.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.table.RowFinding;
import org.therafed.gateway.intake.table.RowOutcome;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableReport;

/** The report beside a file that was taken. */
class ReportTextTest {

  private static List<String> lines(TableReport report) {
    return new String(ReportText.of(report), StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyRowStandsInTheReportWithWhatWasFound() {
    TableReport report =
        new TableReport(
            TableKind.PATIENTS,
            List.of(),
            List.of(
                new RowOutcome(2, ArrivalState.NEW),
                new RowOutcome(3, ArrivalState.REFUSED),
                new RowOutcome(5, ArrivalState.SUPERSEDED)),
            List.of(new RowFinding(3, "sex", TableCode.EMPTY.reason(), RowFinding.Effect.REFUSED)),
            Optional.empty());
    assertThat(lines(report))
        .containsExactly(
            "\uFEFFrow,outcome,column,effect,code,found,needed,remedy,found_zh,needed_zh,remedy_zh",
            "\"\",\"3 rows: 1 accepted, 0 held, 1 refused, 1 superseded\",,,,,,,,,",
            "2,accepted,,,,,,,,,",
            "3,refused,sex,refused,GW-TABLE-003,The field is empty.,A value is needed.,Fill the"
                + " field and send the row again.,字段为空。,应填写一个值。,请填写该字段并重新发送该行。",
            "5,superseded,,,,,,,,,");
  }

  @Test
  void aFileThatCouldNotBeReadHasItsReason() {
    assertThat(
            lines(
                new TableReport(
                    TableKind.LABS,
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(TableCode.EMPTY_BODY.reason()))))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("\"\",refused,,refused,GW-TABLE-008,The body holds no header line.,");
  }
}
