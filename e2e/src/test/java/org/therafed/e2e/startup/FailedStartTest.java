package org.therafed.e2e.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.e2e.fixture.Checkout;

/** A start that fails ends with exit code 1 and one line on stderr that says what to do. */
class FailedStartTest {

  private static final long LONGEST_SECONDS = 120;
  private static final String SECRET = "never-to-be-printed";

  @TempDir Path folder;

  private enum Program {
    REGISTRY,
    GATEWAY;

    Path jar() {
      return this == REGISTRY
          ? Checkout.installation().registry()
          : Checkout.installation().gateway();
    }
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void databaseThatIsNotThereIsNamed(Program program) throws Exception {
    // A port that is bound is given to nobody else; without listen, connecting to it is refused.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Map<String, String> settings =
          Map.of(
              "THERAFED_DB_URL",
              "postgresql://127.0.0.1:" + bound.getLocalPort() + "/therafed",
              "THERAFED_DB_PASSWORD",
              SECRET);
      assertThat(refusalOf(program, settings))
          .startsWith("RT-START-003 ")
          .contains("THERAFED_DB_URL");
    }
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void portThatIsTakenIsNamedAndTheDatabaseEndsToo(Program program) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(refusalOf(program, Map.of("THERAFED_HTTP_PORT", port)))
          .startsWith("RT-START-001 Port " + port + " ")
          .contains("THERAFED_HTTP_PORT");
      assertThat(folder.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void dicomPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(
              refusalOf(
                  Program.GATEWAY, Map.of("THERAFED_HTTP_PORT", "0", "THERAFED_DICOM_PORT", port)))
          .startsWith("RT-START-001 Port " + port + " ")
          .contains("THERAFED_DICOM_PORT");
    }
  }

  @Test
  void everyWrongValueIsNamedAndNoneIsRepeated() throws Exception {
    assertThat(
            refusalOf(
                Program.GATEWAY,
                Map.of(
                    "THERAFED_SITE_ID",
                    "Not Allowed",
                    "THERAFED_INTAKE_TOKEN",
                    "short",
                    "THERAFED_HTTP_PORT",
                    "abc",
                    "THERAFED_DICOM_PORT",
                    "xyz",
                    "THERAFED_SITEZONE",
                    "Nowhere")))
        .startsWith("RT-START-002 ")
        .contains("THERAFED_SITE_ID", "THERAFED_INTAKE_TOKEN")
        .contains("THERAFED_SITEZONE is no setting of the gateway; perhaps THERAFED_SITE_ZONE is")
        .contains("THERAFED_HTTP_PORT", "THERAFED_DICOM_PORT")
        .doesNotContain("Not Allowed", "abc", "xyz", "Nowhere");
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void dataFolderThatCannotBeMadeIsNamed(Program program) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(refusalOf(program, Map.of("THERAFED_DATA_DIR", file.resolve("data").toString())))
        .startsWith("RT-DATA-002 ")
        .contains("THERAFED_DATA_DIR");
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void mistakeInATherapyModuleIsNamedWithFilePathAndReason(Program program) throws Exception {
    Path modules = Files.createDirectory(folder.resolve("modules"));
    Files.writeString(
        modules.resolve("mine.yaml"),
        "id: mine\nversion: 1.0.0\ntitle: {en: Mine, zh: 我的}\nkind: magic\n");
    assertThat(refusalOf(program, Map.of("THERAFED_MODULES_DIR", modules.toString())))
        .startsWith("RT-START-007 ")
        .contains("THERAFED_MODULES_DIR", "mine.yaml", "at kind", "'magic' is not known");
  }

  private String refusalOf(Program program, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-jar",
                program.jar().toString())
            .redirectOutput(folder.resolve("output.log").toFile())
            .redirectError(errors.toFile());
    // With any of these Java itself says a line on stderr.
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    builder.environment().put("THERAFED_DATA_DIR", folder.resolve("data").toString());
    builder.environment().put("THERAFED_HTTP_PORT", "0");
    if (program == Program.GATEWAY) {
      builder.environment().put("THERAFED_DICOM_PORT", "0");
    }
    builder.environment().putAll(settings);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(1);
    // From Java 24 on the machine itself warns of what Netty and Brotli do.
    List<String> lines =
        Files.readAllLines(errors).stream()
            .filter(text -> !text.isBlank() && !text.startsWith("WARNING: "))
            .toList();
    assertThat(lines).as("stderr").hasSize(1);
    String line = lines.get(0);
    assertThat(line).doesNotContain(SECRET);
    return line;
  }
}
