package org.therafed.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a scenario in a network namespace of its own, where only loopback is: DCMTK's and Orthanc's
 * servers listen on all interfaces whatever they are told. Ports are fixed there, as nobody else
 * is.
 */
public final class OwnNetwork {
  private static final long LONGEST_MINUTES = 2;

  private OwnNetwork() {}

  /** Skips the test where a tool is missing. */
  public static void need(String debianPackage, String... tools) {
    for (String tool : tools) {
      boolean found =
          Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
              .anyMatch(dir -> Files.isExecutable(Path.of(dir, tool)));
      Assumptions.assumeTrue(
          found, () -> tool + " is not installed (Debian package " + debianPackage + ")");
    }
  }

  /**
   * Runs {@code main} there; its assertions are its exit code.
   *
   * @param folder for the log
   * @return what it and its children printed
   */
  public static String run(Path folder, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    need("util-linux, iproute2", "unshare", "ip");
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "unshare -n needs root");
    Assumptions.assumeTrue(canUnshare(folder), "this machine does not allow network namespaces");
    List<String> java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    java.addAll(arguments);
    Path log = folder.resolve("scenario.log");
    Process process =
        new ProcessBuilder(
                "unshare", "-n", "bash", "-c", "ip link set lo up && exec " + quoted(java))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
          .as("end of the scenario")
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String text = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static boolean canUnshare(Path folder) throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "-n", "ip", "link", "set", "lo", "up")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("unshare.log").toFile())
            .start()
            .waitFor()
        == 0;
  }

  private static String quoted(List<String> command) {
    StringBuilder text = new StringBuilder();
    command.forEach(word -> text.append('\'').append(word.replace("'", "'\\''")).append("' "));
    return text.toString();
  }
}
