package org.therafed.e2e.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Program;

/**
 * A disk of its own for the folder of an application: a file system in memory that can be made as
 * small as what is on it. Needs root and {@code mount}.
 */
final class Disk implements AutoCloseable {

  private static final String SIZE = "4g";
  private static final long ALMOST_NOTHING = 64 * 1024L;
  private static final int LONGEST_FULL_MILLIS = 3_000;

  private final Path mounted;
  private final Thread atTheEnd = new Thread(this::unmount);

  private Disk(Path mounted) {
    this.mounted = mounted;
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** A disk under this folder, which is a link to it from now on; empty where nobody may mount. */
  static Optional<Disk> under(Path folder) throws IOException {
    Path place = Files.createTempDirectory("therafed-disk");
    Optional<Program> mount = Program.named("mount");
    if (mount.isEmpty()
        || mount
                .get()
                .run(
                    List.of(
                        "-t", "tmpfs", "-o", "mode=755,size=" + SIZE, "tmpfs", place.toString()))
                .code()
            != 0) {
      Files.delete(place);
      return Optional.empty();
    }
    Files.createSymbolicLink(folder, place);
    return Optional.of(new Disk(place));
  }

  /** Full for a while; whoever did not survive it is started again when there is room. */
  Accident full(String name, Moments moments, Application application) {
    return new Accident(
        name,
        () -> {
          fill();
          moments.pauseUpTo(LONGEST_FULL_MILLIS);
          resize(SIZE);
          if (application.postgres().isEmpty()) {
            application.killProcess();
            application.start();
          }
          application.awaitComeback();
        });
  }

  private void fill() {
    try {
      FileStore store = Files.getFileStore(mounted);
      boolean full = false;
      while (!full) {
        long used = store.getTotalSpace() - store.getUnallocatedSpace();
        full = resize(Long.toString(used + ALMOST_NOTHING));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where more has been written meanwhile. */
  private boolean resize(String size) {
    return mount("-o", "remount,size=" + size, mounted.toString());
  }

  private static boolean mount(String... arguments) {
    return Program.named("mount").orElseThrow().run(List.of(arguments)).code() == 0;
  }

  private void unmount() {
    Program.named("umount").orElseThrow().run(List.of("--lazy", mounted.toString()));
  }

  @Override
  public void close() {
    unmount();
    Runtime.getRuntime().removeShutdownHook(atTheEnd);
    try {
      Files.delete(mounted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
