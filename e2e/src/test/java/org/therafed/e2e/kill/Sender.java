package org.therafed.e2e.kill;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A system of the hospital: sends one record after the other, and each again until the gateway has
 * acknowledged it.
 */
final class Sender extends Thread {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  private final Channel channel;
  private final long first;
  private final int step;
  private final Set<Long> acknowledged = new TreeSet<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();
  private volatile boolean ending;

  /** Sends the numbers {@code first}, {@code first + step} and so on. */
  Sender(Channel channel, long first, int step) {
    super("sender-" + channel.name());
    this.channel = channel;
    this.first = first;
    this.step = step;
    setDaemon(true);
  }

  @Override
  public void run() {
    for (long number = first; !ending; number += step) {
      while (!isTaken(number)) {
        again.incrementAndGet();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      acknowledged.add(number);
      count.incrementAndGet();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isTaken(long number) {
    try {
      return channel.send(number);
    } catch (IOException nobodyAnswered) {
      return false;
    }
  }

  String channel() {
    return channel.name();
  }

  /** Records that were acknowledged so far. */
  int count() {
    return count.get();
  }

  /** How often something was sent again. */
  int again() {
    return again.get();
  }

  /** Ends once the record under way is acknowledged. */
  Set<Long> end() throws InterruptedException {
    ending = true;
    join(TimeUnit.MINUTES.toMillis(3));
    if (isAlive()) {
      throw new IllegalStateException(channel.name() + " does not get its last record taken");
    }
    return acknowledged;
  }
}
