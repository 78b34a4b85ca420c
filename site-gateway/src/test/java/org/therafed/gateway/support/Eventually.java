package org.therafed.gateway.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens in the background, up to a bound. */
public final class Eventually {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(20);

  private Eventually() {}

  /** Returns when it holds; fails after the bound with the description. */
  public static void holds(String what, BooleanSupplier condition) {
    holds(() -> what, condition);
  }

  /** As above, with a description of what is the case instead. */
  public static void holds(Supplier<String> what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Did not happen within " + LONGEST + ": " + what.get());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
