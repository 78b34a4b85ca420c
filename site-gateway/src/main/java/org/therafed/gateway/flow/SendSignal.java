package org.therafed.gateway.flow;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the forwarder that a transfer was queued or that one came back. */
@Singleton
class SendSignal {

  private final Semaphore raised = new Semaphore(0);

  void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  void await(Duration longest) throws InterruptedException {
    if (raised.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
