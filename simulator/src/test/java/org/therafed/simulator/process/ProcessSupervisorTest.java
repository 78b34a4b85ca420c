package org.therafed.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSupervisorTest {
  @TempDir Path folder;

  private ManagedProcess start(ProcessSupervisor supervisor, String... command) {
    return supervisor.start(
        "child", List.of(command), Map.of(), folder.resolve("data"), folder.resolve("child.log"));
  }

  @Test
  void aProcessThatReadsItsInputEndsWhenItIsClosed() {
    ManagedProcess child;
    try (ProcessSupervisor supervisor =
        new ProcessSupervisor(Duration.ofSeconds(20), Duration.ofSeconds(20))) {
      child = start(supervisor, "cat");
      assertThat(child.isAlive()).isTrue();
    }
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aProcessThatIgnoresItsInputEndsBySignal() {
    ManagedProcess child;
    try (ProcessSupervisor supervisor =
        new ProcessSupervisor(Duration.ofMillis(50), Duration.ofSeconds(20))) {
      child = start(supervisor, "sleep", "600");
    }
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aProcessThatIgnoresTheSignalIsKilled() throws IOException {
    ManagedProcess child;
    try (ProcessSupervisor supervisor =
        new ProcessSupervisor(Duration.ofMillis(50), Duration.ofMillis(50))) {
      // The pipe makes sure that the trap is set before the signal can come.
      child = start(supervisor, "sh", "-c", "trap '' TERM; echo set; while :; do sleep 1; done");
      awaitText(child.log(), "set");
    }
    assertThat(child.isAlive()).isFalse();
  }

  private static void awaitText(Path file, String text) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.readString(file).contains(text)) {
      assertThat(System.nanoTime()).as("moment, still without " + text).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void outputAndEnvironmentReachTheLog() throws IOException {
    try (ProcessSupervisor supervisor = new ProcessSupervisor()) {
      ManagedProcess child =
          supervisor.start(
              "child",
              List.of("sh", "-c", "echo \"seen: $SEEN\""),
              Map.of("SEEN", "yes"),
              folder,
              folder.resolve("logs/child.log"));
      awaitText(child.log(), "seen: yes");
      assertThat(child.lastLines()).containsExactly("seen: yes");
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    try (ProcessSupervisor supervisor = new ProcessSupervisor()) {
      assertThatThrownBy(() -> start(supervisor, folder.resolve("missing").toString()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("child cannot be started");
    }
  }

  @Test
  void nothingIsStartedAfterTheEnd() {
    ProcessSupervisor supervisor = new ProcessSupervisor();
    supervisor.close();
    assertThatThrownBy(() -> start(supervisor, "cat")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aReusedProcessNumberIsNotTakenForPostgres() throws IOException {
    Path cluster = folder.toAbsolutePath().resolve("postgres/data");
    Files.createDirectories(cluster);
    Files.writeString(
        cluster.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + cluster + "\n");
    assertThat(LeftPostgres.in(folder).process()).isEmpty();
  }

  @Test
  void aPostgresOfThisFolderIsEnded() throws Exception {
    Path cluster = folder.toAbsolutePath().normalize().resolve("postgres/data");
    Files.createDirectories(cluster);
    Path program = folder.resolve("postgres-bin").resolve("postgres");
    Files.createDirectories(program.getParent());
    Files.copy(Path.of("/bin/sh").toRealPath(), program);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Process server =
        new ProcessBuilder(program.toString(), "-c", "read line", "-D", cluster.toString()).start();
    Files.writeString(cluster.resolve("postmaster.pid"), server.pid() + "\n" + cluster + "\n");
    assertThat(LeftPostgres.in(folder).process()).isPresent();
    LeftPostgres.in(folder).end();
    assertThat(LeftPostgres.in(folder).process()).isEmpty();
    assertThat(server.waitFor(2, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void freePortsAreDifferentAndFree() {
    List<Integer> ports = FreePorts.find(7);
    assertThat(ports).doesNotHaveDuplicates().hasSize(7).allMatch(FreePorts::isFree);
  }

  @Test
  void freePortsAreNoneThatTheSystemGivesToConnections() throws IOException {
    Process told = new ProcessBuilder("cat", "/proc/sys/net/ipv4/ip_local_port_range").start();
    String range = new String(told.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int first = Integer.parseInt(range.strip().split("\\s+", -1)[0]);
    assumeThat(first).as("first port that the system gives").isGreaterThan(30_000);

    assertThat(FreePorts.firstGivenBySystem()).isEqualTo(first);
    assertThat(FreePorts.find(50)).allMatch(port -> port < first);
  }

  @Test
  void endedProcessesMakeRoomForOthersOfTheSameLog() throws IOException {
    try (ProcessSupervisor supervisor = new ProcessSupervisor()) {
      ManagedProcess first = start(supervisor, "sh", "-c", "echo first; cat");
      awaitText(first.log(), "first");
      supervisor.endProcesses();
      assertThat(first.isAlive()).isFalse();
      assertThat(supervisor.processes()).isEmpty();
      ManagedProcess second = start(supervisor, "sh", "-c", "echo second; cat");
      awaitText(second.log(), "second");
      assertThat(second.hasSaid("first")).isFalse();
      assertThat(second.lastLines()).containsExactly("second");
    }
  }
}
