package org.therafed.runtime.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.therafed.runtime.StartupFault;

/** The PostgreSQL programs of the class path's archive, unpacked into a folder. */
final class PostgresBinaries {

  private final Path home;

  private PostgresBinaries(Path home) {
    this.home = home;
  }

  /**
   * Unpacks the archive for this machine once: whoever starts at the same time waits for the first.
   * A half-unpacked folder of an interrupted start is never used, because the folder gets its name
   * only when it is whole.
   */
  static synchronized PostgresBinaries unpackedIn(Path folder) {
    String archive = archive();
    Path home = folder.resolve(archive.replaceFirst("\\.txz$", "") + "-" + version());
    try {
      if (!Files.isDirectory(home)) {
        Files.createDirectories(folder);
        try (FileChannel turn =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          turn.lock();
          if (!Files.isDirectory(home)) {
            Path unfinished = folder.resolve("unpacking");
            Trees.delete(unfinished);
            unpack(archive, Files.createDirectory(unfinished));
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
          }
        }
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String archive() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "unknown";
        };
    String name = "postgres-linux-" + arch + ".txz";
    if (!os.contains("linux") || PostgresBinaries.class.getResource("/" + name) == null) {
      throw new StartupFault(
          "RT-DB-002",
          "No embedded PostgreSQL for "
              + os
              + " on "
              + System.getProperty("os.arch")
              + "; Linux on x86-64 or ARM64 is needed. Use an external server: set"
              + " THERAFED_DB_URL.");
    }
    return name;
  }

  /** Length of the archive stands for its version: another version unpacks beside the old one. */
  private static String version() {
    try (InputStream in = open(archive())) {
      return Long.toString(in.available(), 36);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String archive) {
    return PostgresBinaries.class.getResourceAsStream("/" + archive);
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(open(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("archive entry outside its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    // The server runs under another user number in its own name space when started by root.
    permissions.add(PosixFilePermission.GROUP_READ);
    permissions.add(PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}
