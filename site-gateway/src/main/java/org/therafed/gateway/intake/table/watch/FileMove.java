package org.therafed.gateway.intake.table.watch;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Sealing;

/**
 * Moves a file that was taken, or an encrypted copy of it, with its report beside it: first the
 * report, then the file, each whole and on disk. Done again after an end at any point, it ends the
 * same.
 */
final class FileMove {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** How the name of an encrypted file ends. */
  static final String SEALED = ".sealed";

  private FileMove() {}

  /** Writes the report, if it is not there. */
  static void report(Path folder, TakenFile taken) throws IOException {
    Path target = target(folder, taken);
    Path report = target.resolve(taken.reportName());
    if (Files.exists(report, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path temporary = target.resolve("." + taken.id() + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            OWNER_FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(taken.report().toArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, report, StandardCopyOption.ATOMIC_MOVE);
    force(target);
  }

  /** Moves the file. */
  static void file(Path folder, FoundFile found, TakenFile taken) throws IOException {
    Path target = target(folder, taken);
    Path to = target.resolve(taken.name());
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      // Numbers begin anew with a new database; what was moved before stays.
      to = target.resolve(taken.name() + "." + Integer.toHexString(taken.identity().hashCode()));
    }
    Files.move(found.path(), to, StandardCopyOption.ATOMIC_MOVE);
    closed(to);
    force(target);
    force(folder);
  }

  /**
   * Puts an encrypted copy of the file beside the report, and removes the file.
   *
   * @return false: somebody wrote to the file meanwhile, and nothing was done
   */
  static boolean sealed(Path folder, FoundFile found, TakenFile taken, Sealing sealing)
      throws IOException {
    Path target = target(folder, taken);
    Path to = target.resolve(taken.name() + SEALED);
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      to =
          target.resolve(
              taken.name() + "." + Integer.toHexString(taken.identity().hashCode()) + SEALED);
    }
    Path temporary = target.resolve("." + taken.id() + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            OWNER_FILE)) {
      try (OutputStream out =
          sealing.sealing(new OpenChannel(channel), place(to.getFileName().toString()))) {
        Files.copy(found.path(), out);
      }
      channel.force(true);
    }
    if (FoundFile.at(found.path()).filter(found::isSame).isEmpty()) {
      Files.delete(temporary);
      return false;
    }
    Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
    force(target);
    Files.delete(found.path());
    force(folder);
    return true;
  }

  /** What a sealed file is bound to: its name. */
  static Place place(String name) {
    return Place.of("watched_file", "content", name);
  }

  /** The channel is still to be brought to the disk when what is above ends. */
  private static final class OpenChannel extends FilterOutputStream {
    OpenChannel(FileChannel channel) {
      super(Channels.newOutputStream(channel));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  /** What another account exported stays its own; the folder around it is the gateway's. */
  private static void closed(Path file) throws IOException {
    if (Files.getOwner(file).equals(Files.getOwner(file.getParent()))) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static Path target(Path folder, TakenFile taken) throws IOException {
    Path target = folder.resolve(taken.target());
    if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(target, OWNER_FOLDER);
      force(folder);
    }
    return target;
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
