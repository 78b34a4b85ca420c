package org.therafed.e2e.processend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.EmbeddedServer;
import org.therafed.e2e.fixture.Logs;
import org.therafed.e2e.fixture.Processes;
import org.therafed.e2e.fixture.Waiting;

/** Whatever way a demonstration ends, every process it started ends too. */
class ProcessEndTest {

  private static final List<String> APPLICATIONS =
      List.of("registry", "site-a", "site-b", "site-c");

  /**
   * An application notices that its parent is gone once it has started: a busy machine delays it.
   */
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  /** KILL leaves the simulator no time for anything. */
  @Test
  void everyProcessOfADemoThatIsKilledAmidItsStartEndsToo() throws Exception {
    Path folder = Checkout.emptyFolder("demo-start");
    Path output = folder.resolve("output.log");
    Process demo = demo(folder.resolve("data"), output);
    try {
      Waiting.until("the applications are started")
          .until(() -> demo.children().count() == APPLICATIONS.size());
      List<ProcessHandle> started = demo.descendants().toList();
      demo.destroyForcibly();
      Awaitility.await("all have ended")
          .atMost(LONGEST_END)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> started.stream().noneMatch(Processes::runs) && withFolder(folder).isEmpty());
    } finally {
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }
    Checkout.deleteFoldersIn(folder);
  }

  /** INT is what Ctrl-C sends; applications that work see no difference to KILL: a closed pipe. */
  @Test
  void everyProcessOfADemoThatIsEndedAmidItsWorkEndsToo() throws Exception {
    Path folder = Checkout.emptyFolder("demo-work");
    Path output = folder.resolve("output.log");
    Process demo = demo(folder.resolve("data"), output);
    try {
      Waiting.until("the demo sends")
          .until(
              () -> {
                assertThat(demo.isAlive()).as(Logs.text(output)).isTrue();
                return Logs.text(output).contains("Sending everything");
              });
      List<ProcessHandle> started = demo.descendants().toList();
      List<ProcessHandle> servers = servers(folder.resolve("data"));
      assertThat(servers).hasSize(APPLICATIONS.size());
      assertThat(started).containsAll(servers).hasSizeGreaterThan(2 * APPLICATIONS.size());
      int sent = new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();
      assertThat(sent).isZero();
      Awaitility.await("all have ended")
          .atMost(LONGEST_END)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () ->
                  !demo.isAlive()
                      && started.stream().noneMatch(Processes::runs)
                      && withFolder(folder).isEmpty());
    } finally {
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }
    Checkout.deleteFoldersIn(folder);
  }

  private static Process demo(Path data, Path output) throws IOException {
    // A job that a shell put into the background ignores SIGINT, and its children inherit that.
    List<String> command =
        List.of(
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            Checkout.simulator().toString(),
            "demo",
            "--registry-jar",
            Checkout.installation().registry().toString(),
            "--gateway-jar",
            Checkout.installation().gateway().toString(),
            "--patients",
            "30",
            "--data-dir",
            data.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static List<ProcessHandle> servers(Path data) {
    return APPLICATIONS.stream()
        .map(name -> EmbeddedServer.of(data.resolve(name)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Processes that were given this folder; a process started last might not have been listed. */
  private static List<String> withFolder(Path folder) {
    return ProcessHandle.allProcesses()
        .map(Processes::commandLine)
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }
}
