package org.therafed.dicom;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of other implementations; tests that need one skip where it is absent. */
public final class Tools {
  private static final long LONGEST_SECONDS = 120;

  private Tools() {}

  /** Skips the test where the program is not on the path. */
  public static void need(String program, String debianPackage) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    Assumptions.assumeTrue(
        found, () -> program + " is not installed (Debian package " + debianPackage + ")");
  }

  /**
   * How a program ended.
   *
   * @param text both of its streams
   */
  public record Outcome(int exit, String text) {}

  /** Runs a program to its end. */
  public static Outcome run(Path folder, String... command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "tool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(command[0] + " did not end");
      }
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
  }
}
