package org.therafed.simulator.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server that an application left running on its data folder because it was killed.
 * Its {@code postmaster.pid} names a process; that process is ended only if its command line shows
 * a {@code postgres} of exactly this folder, for process numbers are used again.
 */
final class LeftPostgres {
  private static final long FAST_SECONDS = 10;
  private static final long IMMEDIATE_SECONDS = 5;

  private final Path cluster;

  private LeftPostgres(Path cluster) {
    this.cluster = cluster;
  }

  /**
   * The server below an application's data folder.
   *
   * @param dataDir {@code THERAFED_DATA_DIR} of the application
   */
  static LeftPostgres in(Path dataDir) {
    return new LeftPostgres(
        dataDir.toAbsolutePath().normalize().resolve("postgres").resolve("data"));
  }

  /** The server's process, where one runs. */
  Optional<ProcessHandle> process() {
    try {
      List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::servesThisFolder);
    } catch (IOException | NumberFormatException noServer) {
      return Optional.empty();
    }
  }

  /** A process that has ended and that nobody has asked after has no command line any more. */
  private boolean servesThisFolder(ProcessHandle process) {
    try {
      List<String> command =
          List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).split("\0", -1));
      boolean postgres =
          command.stream().anyMatch(word -> word.equals("postgres") || word.endsWith("/postgres"));
      return process.isAlive() && postgres && command.contains(cluster.toString());
    } catch (IOException gone) {
      return false;
    }
  }

  /** Ends it: fast shutdown (SIGINT), immediate shutdown (SIGQUIT), SIGKILL. */
  void end() {
    Optional<ProcessHandle> server = process();
    if (server.isEmpty()
        || endsAfter(server.get(), "-INT", FAST_SECONDS)
        || endsAfter(server.get(), "-QUIT", IMMEDIATE_SECONDS)) {
      return;
    }
    endsAfter(server.get(), "-KILL", IMMEDIATE_SECONDS);
  }

  private boolean endsAfter(ProcessHandle process, String signal, long seconds) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (servesThisFolder(process) && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException noKill) {
      // It goes on then; there is nothing else to end it with.
    }
    return !servesThisFolder(process);
  }
}
