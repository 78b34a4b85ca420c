package org.therafed.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything an application keeps, readable by its owner only, and used by
 * one process at a time: the lock on {@code lock} ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the folder where it is missing and takes its lock.
   *
   * @throws StartupFault RT-DATA-001 if another process holds it, RT-DATA-002 if it cannot be made
   */
  public static DataFolder open(Path path) {
    try {
      Path folder = path.toAbsolutePath().normalize();
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartupFault(
            "RT-DATA-001",
            "The data folder "
                + folder
                + " is in use by another process; one application needs one folder of its own."
                + " Stop the other process or set THERAFED_DATA_DIR.");
      }
      return new DataFolder(folder, channel);
    } catch (IOException e) {
      throw new StartupFault(
          "RT-DATA-002",
          "The data folder "
              + path
              + " cannot be created or locked ("
              + e.getClass().getSimpleName()
              + "); a writable folder is needed. Set THERAFED_DATA_DIR.",
          e);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
