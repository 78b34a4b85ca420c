package org.therafed.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret in a file that only its owner can read, made once. */
public final class KeyFile {

  private KeyFile() {}

  /**
   * The file's text; made and written, wholly or not at all, where it is missing. When this
   * returns, a new file outlives a power failure: what is encrypted with a key that is gone is gone
   * too.
   */
  public static String readOrCreate(Path file, Supplier<String> make) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException firstStart) {
      return create(file, make.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String create(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path unfinished =
          Files.createTempFile(
              file.getParent(),
              "key",
              ".unfinished",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(unfinished, text);
      onDisk(unfinished, StandardOpenOption.WRITE);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      // The name is in the folder, and the folder's own name in the one above.
      onDisk(file.getParent(), StandardOpenOption.READ);
      onDisk(file.getParent().toAbsolutePath().getParent(), StandardOpenOption.READ);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void onDisk(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
