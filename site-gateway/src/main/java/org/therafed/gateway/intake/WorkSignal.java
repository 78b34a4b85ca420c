package org.therafed.gateway.intake;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the flow that something durable waits for it, so that it need not ask all the time. */
@Singleton
public class WorkSignal {

  private final Semaphore raised = new Semaphore(0);

  /** Something came. */
  public void raise() {
    if (raised.availablePermits() == 0) {
      raised.release();
    }
  }

  /** Waits for something to come, but no longer than this. */
  public void await(Duration longest) throws InterruptedException {
    if (raised.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
