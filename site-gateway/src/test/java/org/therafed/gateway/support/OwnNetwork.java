package org.therafed.gateway.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a scenario in a network namespace of its own, where only loopback is: DCMTK's archive
 * listens on all interfaces whatever it is told. Ports are fixed there, as nobody else is.
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

  /** Runs {@code main} with the folder as its argument; its assertions are its exit code. */
  public static void run(Path folder, Class<?> main) throws IOException, InterruptedException {
    need("util-linux, iproute2", "unshare", "ip");
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "unshare -n needs root");
    Assumptions.assumeTrue(
        ended(folder, "unshare", "-n", "ip", "link", "set", "lo", "up") == 0,
        "this machine does not allow network namespaces");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    int exit =
        ended(
            folder,
            "unshare",
            "-n",
            "bash",
            "-c",
            "ip link set lo up && exec \"$@\"",
            "scenario",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            folder.toString());
    String log = Files.readString(log(folder), StandardCharsets.ISO_8859_1);
    assertThat(exit).as(log).isZero();
    assertThat(log).contains("SCENARIO DONE");
  }

  private static Path log(Path folder) {
    return folder.resolve("scenario.log");
  }

  private static int ended(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("end").isTrue();
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
