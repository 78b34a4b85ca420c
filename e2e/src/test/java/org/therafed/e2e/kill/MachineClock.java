package org.therafed.e2e.kill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** The clock of an application's machine, which may be wrong. */
final class MachineClock {

  private static final int LONGEST_WRONG_MILLIS = 3_000;
  private static final int MOST_HOURS = 36;

  private final Path shift;
  private final Path agent;
  private Duration offset = Duration.ZERO;

  /** A clock that is right. */
  MachineClock(Path folder, String name) throws IOException {
    shift = Files.writeString(folder.resolve(name + ".shift"), "0");
    agent = folder.resolve(name + "-clock.jar");
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", ShiftedClock.class.getName());
    main.putValue("Can-Redefine-Classes", "true");
    main.put(
        Attributes.Name.CLASS_PATH,
        ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().toString());
    try (OutputStream file = Files.newOutputStream(agent);
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      for (Class<?> type :
          List.of(ShiftedClock.class, ShiftedClock.Now.class, ShiftedClock.Millis.class)) {
        String entry = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(entry));
        jar.write(type.getResourceAsStream('/' + entry).readAllBytes());
      }
    }
  }

  /** What an application is started with to go by this clock. */
  Map<String, String> settings() {
    return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + agent + "=" + shift);
  }

  /** Off by up to a day and a half, either way, for a while. */
  Accident jump(String name, Moments moments) {
    return new Accident(
        name,
        () -> {
          int hours = 1 + moments.random().nextInt(MOST_HOURS);
          Duration right = offset;
          set(right.plusHours(moments.random().nextBoolean() ? hours : -hours));
          moments.pauseUpTo(LONGEST_WRONG_MILLIS);
          set(right);
        });
  }

  /** Lets so much time pass at once. */
  void advance(Duration time) {
    set(offset.plus(time));
  }

  /** Shows the time again that it is. */
  void setRight() {
    set(Duration.ZERO);
  }

  private void set(Duration off) {
    offset = off;
    try {
      Path next = shift.resolveSibling(shift.getFileName() + ".next");
      Files.writeString(next, Long.toString(off.toMillis()));
      Files.move(next, shift, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
