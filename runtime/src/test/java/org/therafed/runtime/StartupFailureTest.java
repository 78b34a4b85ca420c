package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StartupFailureTest {

  private static String told(Throwable root) {
    return StartupFailure.message(new IllegalStateException("outer", root));
  }

  @Test
  void usedPortIsToldWithTheSettingToChange() {
    assertThat(told(new QuarkusBindException("127.0.0.1", 8081, new BindException("in use"))))
        .startsWith("RT-START-001 Port 8081 of 127.0.0.1")
        .contains("THERAFED_HTTP_PORT");
  }

  @Test
  void wrongValueIsToldByTheVariableAndNotRepeated() {
    Throwable fault =
        new IllegalArgumentException(
            "SRCFG00039: The config property therafed.forward-in-flight with the config value"
                + " \"hush\" threw an Exception\nand the config property quarkus.http.port too");
    assertThat(told(fault))
        .startsWith("RT-START-002 ")
        .contains("THERAFED_FORWARD_IN_FLIGHT has", "THERAFED_HTTP_PORT has")
        .doesNotContain("hush");
  }

  @Test
  void databaseThatIsNotThereIsToldWithoutItsAddress() {
    Throwable fault =
        new SQLException("Connection to anna:hush@db refused", "08001", new ConnectException());
    assertThat(told(fault))
        .startsWith("RT-START-003 ")
        .contains("SQL state 08001", "THERAFED_DB_URL")
        .doesNotContain("hush");
  }

  @Test
  void databaseThatRefusesTheUserIsToldApart() {
    assertThat(told(new SQLException("password authentication failed for user anna", "28P01")))
        .startsWith("RT-START-004 ")
        .contains("THERAFED_DB_PASSWORD")
        .doesNotContain("anna");
  }

  @Test
  void databaseFaultQuotesNoRow() {
    assertThat(told(new SQLException("invalid input: Mustermann\nDetail: (mrn)=(4711)", "22P02")))
        .startsWith("RT-START-005 ")
        .contains("SQL state 22P02")
        .doesNotContain("Mustermann")
        .doesNotContain("4711");
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() {
    assertThat(told(new UncheckedIOException(new AccessDeniedException("data/keys"))))
        .startsWith("RT-START-006 ")
        .contains("data/keys (AccessDeniedException)");
  }

  @Test
  void fullDiskIsNamed() {
    assertThat(told(new IOException("No space left on device")))
        .startsWith("RT-START-006 ")
        .contains("disk is full");
  }

  @Test
  void foreignMessageIsNotRepeatedButPlaceAndClassAre() {
    Throwable foreign = null;
    try {
      Integer.parseInt("hush");
    } catch (NumberFormatException e) {
      foreign = e;
    }
    assertThat(StartupFailure.message(foreign))
        .startsWith("RT-START-009 ")
        .contains("java.lang.NumberFormatException, at org.therafed.runtime.StartupFailureTest")
        .doesNotContain("hush");
  }

  @Test
  void messageOfOurOwnCodeIsToldInOneLine() {
    assertThat(told(new IllegalStateException("The key\ndoes not fit")))
        .contains("The key does not fit.")
        .hasLineCount(1);
  }

  @Test
  void startupFaultIsToldAsItIs() {
    assertThat(told(new StartupFault("RT-DB-003", "No server; one is needed. Start it.")))
        .isEqualTo("RT-DB-003 No server; one is needed. Start it.");
  }
}
