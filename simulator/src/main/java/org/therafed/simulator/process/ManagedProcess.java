package org.therafed.simulator.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One application run by a {@link ProcessSupervisor}. */
public final class ManagedProcess {
  private static final int LOG_LINES = 15;

  private final String name;
  private final Process process;
  private final Path dataDir;
  private final Path log;
  private final long logStart;

  /**
   * A process that was started.
   *
   * @param logStart bytes of the log that earlier processes have written
   */
  ManagedProcess(String name, Process process, Path dataDir, Path log, long logStart) {
    this.name = name;
    this.process = process;
    this.dataDir = dataDir;
    this.log = log;
    this.logStart = logStart;
  }

  /** For messages. */
  public String name() {
    return name;
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Process number. */
  public long pid() {
    return process.pid();
  }

  /** The application's data folder. */
  public Path dataDir() {
    return dataDir;
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** Kills it without warning, as a failing machine would; for fault tests. */
  public void killNow() {
    process.destroyForcibly();
    await(System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
  }

  /** Its last lines of output, for messages; empty where there is no log. */
  public List<String> lastLines() {
    List<String> lines = output().lines().toList();
    return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
  }

  /** Whether this text is in what it, and no earlier process of the same log, has said. */
  public boolean hasSaid(String text) {
    return output().contains(text);
  }

  private String output() {
    try (InputStream all = Files.newInputStream(log)) {
      all.skipNBytes(logStart);
      return new String(all.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** Closes its standard input, on which it ends by itself. */
  void ask() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // A process that has ended needs no asking.
      return;
    }
  }

  /** SIGTERM. */
  void tell() {
    if (process.isAlive()) {
      process.destroy();
    }
  }

  /** SIGKILL, and the same for a database it leaves behind. */
  void kill() {
    if (process.isAlive()) {
      process.destroyForcibly();
      await(System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
    }
    LeftPostgres.in(dataDir).end();
  }

  /** Waits until it has ended or this moment of {@link System#nanoTime} has come. */
  void await(long deadline) {
    boolean interrupted = false;
    try {
      while (process.isAlive() && System.nanoTime() < deadline) {
        try {
          if (process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return;
          }
        } catch (InterruptedException e) {
          // Ending the children matters more than stopping early; the flag is restored below.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
