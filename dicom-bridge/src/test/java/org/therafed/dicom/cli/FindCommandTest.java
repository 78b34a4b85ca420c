package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreOutcome;

class FindCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "find HOST 104 DOE=JOHN; a keyword or (gggg,eeee)",
        "find HOST 104 Rows=DOE; only texts can be matched",
        "find HOST 104 --level DOE; SERIES",
        "find HOST 104 --level PATIENT; --patient-root",
        "find HOST 104 --most 0; --most"
      })
  void wrongArgumentsAreSaidWithoutThem(String arguments, String sentence) {
    Run run = Run.of(arguments.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(sentence).doesNotContain("DOE", "JOHN");
  }

  @Test
  void nodeThatAnswersNoQueriesIsSaid() {
    try (DicomServer server =
        DicomServer.start(ServerConfig.loopback("THERAFED", 0), request -> StoreOutcome.SUCCESS)) {
      Run run =
          Run.of(
              "find",
              "127.0.0.1",
              Integer.toString(server.port()),
              "--called",
              "THERAFED",
              "PatientID=DOE");

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).startsWith("DCM-NET-005 ").doesNotContain("DOE");
    }
  }
}
