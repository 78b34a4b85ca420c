package org.therafed.simulator.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.simulator.process.ProcessSupervisor;

/**
 * The folder of one run. A temporary one is deleted at the end, by a signal too, unless something
 * went wrong and its logs are wanted.
 */
final class DemoFolder implements AutoCloseable {
  private final Path path;
  private final boolean temporary;
  private final Thread hook = new Thread(this::interrupted, "delete-folder");
  private volatile ProcessSupervisor processes;
  private volatile boolean kept;
  private volatile boolean ending;

  private DemoFolder(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /** The given folder, or a temporary one for null. */
  static DemoFolder open(Path wanted) {
    try {
      DemoFolder folder =
          wanted == null
              ? new DemoFolder(Files.createTempDirectory("therafed-demo-"), true)
              : new DemoFolder(wanted.toAbsolutePath().normalize(), false);
      Runtime.getRuntime().addShutdownHook(folder.hook);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary folder can be made.", e);
    }
  }

  Path path() {
    return path;
  }

  /** The processes whose end comes before the folder's. */
  void endsAfter(ProcessSupervisor running) {
    this.processes = running;
  }

  /** Whether a signal ends this run; what fails from then on fails because of it. */
  boolean isEnding() {
    return ending;
  }

  /** Keeps a temporary folder. */
  void keep() {
    if (ending) {
      return;
    }
    if (temporary && !kept) {
      System.err.println("Data and logs are kept in " + path + ".");
    }
    kept = true;
  }

  @Override
  public void close() {
    deleteLast();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook does the same, and finds nothing.
      return;
    }
  }

  private void interrupted() {
    ending = true;
    deleteLast();
  }

  /** The hook and the end of the run may come at the same time; the second finds nothing. */
  private synchronized void deleteLast() {
    ProcessSupervisor running = processes;
    if (running != null) {
      // Closing waits until every process has ended, whoever closes it first.
      running.close();
    }
    if (temporary && !kept && Files.exists(path)) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("The temporary folder " + path + " could not be deleted.");
    }
  }
}
