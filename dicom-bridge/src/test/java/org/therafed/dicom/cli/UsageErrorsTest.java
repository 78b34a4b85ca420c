package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DicomFaultCode;

class UsageErrorsTest {

  @Test
  void helpNamesEveryCommand() {
    Run run = Run.of("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("dump", "json", "deident", "suv", "echo", "find", "store", "receive");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dump", "json", "deident", "suv", "echo", "find", "store", "receive"})
  void everyCommandHasHelp(String command) {
    Run run = Run.of(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("therafed-dicom " + command);
  }

  /** One sentence, exit code 2, the way to the help, and nothing of what was typed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "; a command is missing",
        "DOE^JOHN; no such command",
        "dump; PATH is missing",
        "dump --patient=DOE x; there is no option --patient",
        "dump --tag DOE^JOHN x; the value of --tag does not fit",
        "dump --width 3 x; the value of --width does not fit",
        "dump --width DOE x; the value of --width does not fit",
        "dump --width 20 --width 30 x; --width is given more than once",
        "json --bulk-uri; --bulk-uri",
        "echo DOEHOST; PORT is missing",
        "echo DOEHOST DOE; the value of PORT does not fit",
        "echo DOEHOST 70000; the value of PORT does not fit",
        "echo DOEHOST 104 DOE; one argument too many",
        "echo DOEHOST 104 --timeout 0; the value of --timeout does not fit",
        "echo DOEHOST 104 --called DOEDOEDOEDOEDOEDOE; the value of --called does not fit",
        "store DOEHOST 104; PATH is missing",
        "receive 104; FOLDER is missing",
        "receive 104 x --count -1; the value of --count does not fit",
        "receive 104 x --allow DOE\\DOE; the value of --allow does not fit"
      })
  void wrongArgumentsAreSaidInOneSentence(String arguments, String sentence) {
    Run run = Run.of(arguments == null ? new String[0] : arguments.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("DCM-CLI-001 Wrong arguments: ")
        .contains(sentence, "--help\"")
        .doesNotContain("DOE", "70000", "$");
  }

  @Test
  void everyCodeHasARemedy() {
    for (DicomFaultCode code : DicomFaultCode.values()) {
      assertThat(Remedies.of(code.code())).as(code.code()).isNotBlank();
    }
    for (CliFaultCode code : CliFaultCode.values()) {
      assertThat(Remedies.of(code.code())).as(code.code()).isNotBlank();
    }
  }

  @Test
  void messagesOfForeignExceptionsAreNotShown() {
    String line = Failures.line(new IllegalStateException("DOE^JOHN"));

    assertThat(line).startsWith("DCM-CLI-006").contains("IllegalStateException");
    assertThat(line).doesNotContain("DOE");
  }
}
