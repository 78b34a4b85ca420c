package org.therafed.runtime.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.therafed.runtime.StartupFault;

/**
 * PostgreSQL's own note of the server that runs on a data folder, {@code postmaster.pid}: process
 * number in line 1, data folder in line 2, port in line 4, status in line 8. It outlives a server
 * that was killed.
 *
 * @see <a href="https://www.postgresql.org/docs/17/storage-file-layout.html">Database File
 *     Layout</a>
 */
public final class PostmasterFile {

  private final Path data;

  private PostmasterFile(Path data) {
    this.data = data;
  }

  public static PostmasterFile of(Path data) {
    return new PostmasterFile(data);
  }

  /**
   * Whether this server has finished starting or recovering and takes connections on this port.
   * Both are looked at, for a killed server leaves a note that says "ready", and process numbers
   * are used again: in a container often the same one at each start.
   */
  public boolean isReady(long pid, int port) {
    List<String> lines = lines();
    return lines.size() >= 8
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(3).strip().equals(Integer.toString(port))
        && lines.get(7).strip().equals("ready");
  }

  /** The live PostgreSQL of exactly this data folder; a reused process number does not count. */
  public Optional<Long> pid() {
    return process().map(ProcessHandle::pid);
  }

  /**
   * Ends a server that runs on this folder: fast shutdown, then immediate shutdown, both of which
   * keep every committed transaction.
   *
   * @throws StartupFault RT-DB-006 if it does not end
   */
  public void endLeftOver() {
    Optional<ProcessHandle> server = process();
    if (server.isEmpty()) {
      return;
    }
    if (!endsAfter(server.get(), "-INT", 20) && !endsAfter(server.get(), "-QUIT", 10)) {
      throw new StartupFault(
          "RT-DB-006",
          "A PostgreSQL of an earlier run (process "
              + server.get().pid()
              + ") does not end. End it by hand and start again.");
    }
  }

  private Optional<ProcessHandle> process() {
    List<String> lines = lines();
    if (lines.size() < 2 || !lines.get(1).strip().equals(data.toString())) {
      return Optional.empty();
    }
    try {
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::servesThisFolder);
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  /** A process that has ended and that nobody has asked after has no command line any more. */
  private boolean servesThisFolder(ProcessHandle process) {
    try {
      List<String> command =
          List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).split("\0", -1));
      return process.isAlive()
          && command.stream().anyMatch(word -> word.endsWith("/postgres"))
          && command.contains(data.toString());
    } catch (IOException gone) {
      return false;
    }
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
      // It goes on then, as the caller is told.
    }
    return !servesThisFolder(process);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException beingWritten) {
      return List.of();
    }
  }
}
