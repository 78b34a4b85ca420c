package org.therafed.e2e.kill;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * An agent of the Java virtual machine by which every {@link Clock} of an application is off by as
 * many milliseconds as a file says. The application is the one that is delivered; only its machine
 * has a wrong time.
 */
public final class ShiftedClock {

  private static final String SHIFT = "e2e.clock.shift";
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private ShiftedClock() {}

  /** Called by the virtual machine with the file's path. */
  public static void premain(String file, Instrumentation machine) throws Exception {
    Path path = Path.of(file);
    read(path);
    byte[] shifted =
        new ByteBuddy()
            .redefine(Clock.class, ClassFileLocator.ForClassLoader.ofSystemLoader())
            .visit(Advice.to(Now.class).on(ElementMatchers.named("currentInstant")))
            .make()
            .getBytes();
    Class<?> system = Class.forName("java.time.Clock$SystemClock");
    byte[] millis =
        new ByteBuddy()
            .redefine(system, ClassFileLocator.ForClassLoader.ofSystemLoader())
            .visit(Advice.to(Millis.class).on(ElementMatchers.named("millis")))
            .make()
            .getBytes();
    machine.redefineClasses(
        new ClassDefinition(Clock.class, shifted), new ClassDefinition(system, millis));
    Thread follower = new Thread(() -> follow(path), "shifted-clock");
    follower.setDaemon(true);
    follower.start();
  }

  private static void follow(Path file) {
    while (true) {
      read(file);
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static void read(Path file) {
    try {
      String shift = Files.readString(file);
      if (!shift.isEmpty()) {
        System.setProperty(SHIFT, shift);
      }
    } catch (IOException beingWritten) {
      // It is looked at again at once.
    }
  }

  /** What becomes of an instant. */
  static final class Now {
    private Now() {}

    @Advice.OnMethodExit
    static void shift(@Advice.Return(readOnly = false) Instant now) {
      now = now.plusMillis(Long.getLong("e2e.clock.shift", 0));
    }
  }

  /** What becomes of a number of milliseconds. */
  static final class Millis {
    private Millis() {}

    @Advice.OnMethodExit
    static void shift(@Advice.Return(readOnly = false) long now) {
      now += Long.getLong("e2e.clock.shift", 0);
    }
  }
}
