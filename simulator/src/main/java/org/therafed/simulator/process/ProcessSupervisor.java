package org.therafed.simulator.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts applications as processes and ends all of them, whatever way this process ends:
 *
 * <ul>
 *   <li>{@link #close}, an exception or a signal: every application is asked to end by closing its
 *       standard input, then told by SIGTERM, then killed; a PostgreSQL that a killed application
 *       left on its data folder is ended last;
 *   <li>{@code kill -9} of this process: the operating system closes the pipes, and applications
 *       started with {@code THERAFED_EXIT_WITH_PARENT=true} end by themselves.
 * </ul>
 *
 * <p>Safe for use by several threads.
 */
public final class ProcessSupervisor implements AutoCloseable {
  private final Duration asked;
  private final Duration told;
  private final List<ManagedProcess> processes = new ArrayList<>();
  private final Thread hook = new Thread(this::endAll, "end-applications");
  private boolean closed;

  /** A supervisor whose processes end with this one. */
  public ProcessSupervisor() {
    this(Duration.ofSeconds(15), Duration.ofSeconds(10));
  }

  /**
   * A supervisor with other patience.
   *
   * @param asked how long a process may take to end after its standard input was closed
   * @param told how long it may take after SIGTERM
   */
  ProcessSupervisor(Duration asked, Duration told) {
    this.asked = asked;
    this.told = told;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts an application.
   *
   * @param name for messages, and of its log file
   * @param command program and arguments
   * @param environment variables added to this process's own
   * @param dataDir the application's data folder, below which it may run a PostgreSQL
   * @param log file that takes both output streams
   * @throws UncheckedIOException if the program cannot be started
   */
  public synchronized ManagedProcess start(
      String name, List<String> command, Map<String, String> environment, Path dataDir, Path log) {
    if (closed) {
      throw new IllegalStateException("the supervisor has ended its processes");
    }
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      ManagedProcess process = new ManagedProcess(name, builder.start(), dataDir, log, logStart);
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  /** The applications in order of starting, those that ended by themselves included. */
  public synchronized List<ManagedProcess> processes() {
    return List.copyOf(processes);
  }

  /** Ends every application and returns when all have ended. Further calls do nothing. */
  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, or has run: it finds nothing left to end.
      return;
    }
  }

  private synchronized void endAll() {
    closed = true;
    endProcesses();
  }

  /** Ends every application and forgets it; others may be started afterwards. */
  public synchronized void endProcesses() {
    // All are asked before any is waited for, so that they end side by side.
    processes.forEach(ManagedProcess::ask);
    long endOfAsking = System.nanoTime() + asked.toNanos();
    processes.forEach(process -> process.await(endOfAsking));
    processes.forEach(ManagedProcess::tell);
    long endOfTelling = System.nanoTime() + told.toNanos();
    processes.forEach(process -> process.await(endOfTelling));
    processes.forEach(ManagedProcess::kill);
    processes.clear();
  }
}
