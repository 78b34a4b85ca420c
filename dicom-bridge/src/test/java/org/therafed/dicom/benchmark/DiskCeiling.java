package org.therafed.dicom.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the disk allows whoever keeps objects of one size, without network: files a second by
 * several orders of writing and syncing. No receiver that syncs each object can be faster than the
 * first two; the last two say what hinders them, a new place for each file or the commit of each.
 */
final class DiskCeiling {
  private static final int GROUP = 100;
  private static final long SEED = 20261122;

  private final ByteBuffer object;

  /** Objects of this many bytes, which do not compress. */
  DiskCeiling(int bytes) {
    byte[] random = new byte[bytes];
    new Random(SEED).nextBytes(random);
    object = ByteBuffer.allocateDirect(bytes).put(random).flip();
  }

  private interface Keep {
    void keep(Path folder, int number) throws IOException;
  }

  /** Prints a line for each order; the folders are left to the caller to remove. */
  void measure(int round, int objects, Path parent) throws IOException {
    say("raw: write, fsync, rename, fsync folder", round, objects, parent, this::renamed);
    say("raw: create, write, fsync, fsync folder", round, objects, parent, this::created);
    List<Path> unsynced = new ArrayList<>();
    say(
        "raw: create, write; fsync all by the 100",
        round,
        objects / GROUP * GROUP,
        parent,
        (folder, number) -> grouped(folder, number, unsynced));
    Path again = Files.createTempFile(parent, "again", "");
    try (FileChannel channel = FileChannel.open(again, StandardOpenOption.WRITE)) {
      write(channel);
      channel.force(true);
      say(
          "raw: one file again and again, fsync",
          round,
          objects,
          parent,
          (folder, number) -> {
            channel.position(0);
            write(channel);
            channel.force(false);
          });
    }
  }

  private void renamed(Path folder, int number) throws IOException {
    Path part = folder.resolve(number + ".part");
    created(part);
    Files.move(part, folder.resolve(number + ".dcm"), StandardCopyOption.ATOMIC_MOVE);
    sync(folder);
  }

  private void created(Path folder, int number) throws IOException {
    created(folder.resolve(number + ".dcm"));
    sync(folder);
  }

  private void created(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(channel);
      channel.force(true);
    }
  }

  private void grouped(Path folder, int number, List<Path> unsynced) throws IOException {
    Path file = folder.resolve(number + ".dcm");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(channel);
    }
    unsynced.add(file);
    if (unsynced.size() == GROUP) {
      for (Path each : unsynced) {
        sync(each);
      }
      sync(folder);
      unsynced.clear();
    }
  }

  private void write(FileChannel channel) throws IOException {
    ByteBuffer bytes = object.duplicate();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void say(String name, int round, int objects, Path parent, Keep keep) throws IOException {
    Path folder = Files.createTempDirectory(parent, "raw");
    long start = System.nanoTime();
    for (int i = 0; i < objects; i++) {
      keep.keep(folder, i);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Figure.print(name, round, objects, object.capacity(), seconds);
  }
}
