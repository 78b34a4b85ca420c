package org.therafed.gateway.distribution;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.therafed.gateway.fault.DistributionCode;
import org.therafed.profiles.distribution.PackageContent;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * Packages on disk, one file a version, so that they are used after a restart without the registry.
 * Every file is verified again when it is read; where the latest does not stand, the one before it
 * is used.
 */
final class PackageFiles {

  private final Path folder;
  private final PackageKey key;

  PackageFiles(Path folder, PackageKey key) {
    this.folder = folder;
    this.key = key;
  }

  /**
   * What is on disk.
   *
   * @param packages the latest of each name that stands
   * @param problems of files that do not, by file name
   */
  record Found(Map<String, SignedPackage> packages, Map<String, Reason> problems) {}

  /** Reads all files. */
  Found read() {
    Found found = new Found(new TreeMap<>(), new TreeMap<>());
    for (Path file : files()) {
      try {
        SignedPackage each = SignedPackage.verify(Files.readAllBytes(file), key);
        PackageContent.check(each);
        found
            .packages()
            .merge(
                each.manifest().name(),
                each,
                (a, b) -> a.manifest().version() > b.manifest().version() ? a : b);
      } catch (Fault fault) {
        found.problems().put(file.getFileName().toString(), fault.reason());
      } catch (IOException e) {
        found
            .problems()
            .put(file.getFileName().toString(), DistributionCode.PACKAGE_NOT_KEPT.reason());
      }
    }
    return found;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return new ArrayList<>(
          all.filter(file -> file.getFileName().toString().endsWith(".zip")).sorted().toList());
    } catch (IOException e) {
      throw DistributionCode.PACKAGE_NOT_KEPT.with(e);
    }
  }

  /**
   * Keeps a package, wholly or not at all; when this returns, it outlives a power failure.
   *
   * @throws Fault GW-PACKAGE-002
   */
  void keep(SignedPackage each) {
    String name = each.manifest().name() + "-" + each.manifest().version() + ".zip";
    try {
      Files.createDirectories(folder);
      Path unfinished = Files.createTempFile(folder, "package", ".unfinished");
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(each.bytes());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw DistributionCode.PACKAGE_NOT_KEPT.with(e);
    }
  }
}
