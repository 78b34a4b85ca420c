package org.therafed.e2e.kill;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Random moments of a seeded generator; what a process is just doing then is chance. */
final class Moments {

  private final Random random;

  Moments(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  /** Lets up to so many milliseconds pass. */
  void pauseUpTo(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(millis)));
  }
}
