package org.therafed.gateway.intake.table.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Reads a file of a watched folder. */
final class FileContent {

  private FileContent() {}

  /**
   * The bytes of a file.
   *
   * @param limit one byte more is read of a file that has more
   * @return empty where somebody has it locked, or it changed while it was read
   */
  static Optional<byte[]> read(FoundFile file, long limit) throws IOException {
    byte[] bytes;
    try (FileChannel channel =
            FileChannel.open(
                file.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        InputStream stream = Channels.newInputStream(channel)) {
      if (isLocked(channel)) {
        return Optional.empty();
      }
      bytes = stream.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
    }
    return FoundFile.at(file.path()).filter(file::isSame).map(now -> bytes);
  }

  private static boolean isLocked(FileChannel channel) {
    try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      // A network file system without locks: nobody can have one.
      return false;
    }
  }
}
