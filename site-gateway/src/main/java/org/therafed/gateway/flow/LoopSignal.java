package org.therafed.gateway.flow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends the waits of a loop that works by itself: {@link #raise} because there is something to do,
 * {@link #end} because the loop is to stop. What is raised while nobody waits ends the next wait.
 */
final class LoopSignal {

  private boolean raised;
  private boolean ended;

  /** Ends one wait, this one or the next. */
  synchronized void raise() {
    raised = true;
    notifyAll();
  }

  /** Ends every wait, now and from now on. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits until it is raised or ended.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  synchronized void await() throws InterruptedException {
    while (!raised && !ended) {
      wait();
    }
    raised = false;
  }

  /**
   * Waits until it is raised or ended, but no longer than this.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  synchronized void await(Duration longest) throws InterruptedException {
    long begin = System.nanoTime();
    long left = longest.toNanos();
    while (!raised && !ended && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = longest.toNanos() - (System.nanoTime() - begin);
    }
    raised = false;
  }
}
