package org.therafed.registry.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret in a file that only its owner can read, made once. */
public final class KeyFile {

  private KeyFile() {}

  /** The file's text; made and written, wholly or not at all, where it is missing. */
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
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
