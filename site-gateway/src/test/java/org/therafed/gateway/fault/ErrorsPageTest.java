package org.therafed.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.deidentify.nationalid.LinkCode;
import org.therafed.profiles.outcome.FaultCode;

class ErrorsPageTest {

  @Test
  void everyCodeHasExactlyItsRowOnTheErrorsPage() throws IOException {
    String page = Files.readString(Path.of("docs/errors.md"));
    String rows =
        page.lines().filter(line -> line.startsWith("| GW-")).collect(Collectors.joining("\n"));
    String expected =
        codes()
            .map(FaultCode::template)
            .map(c -> "| " + String.join(" | ", c.code(), c.found(), c.needed(), c.remedy()) + " |")
            .collect(Collectors.joining("\n"));
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void noCodeIsUsedTwice() {
    assertThat(codes()).extracting(FaultCode::code).doesNotHaveDuplicates();
  }

  private static Stream<FaultCode> codes() {
    return Stream.concat(GatewayCode.all(), Arrays.stream(LinkCode.values()));
  }
}
