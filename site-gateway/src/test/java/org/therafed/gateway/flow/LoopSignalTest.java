package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No wait of a loop outlasts what it waits for. */
@Timeout(10)
class LoopSignalTest {

  private static final Duration LONG = Duration.ofHours(1);

  private static final Set<Thread.State> AT_REST =
      Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

  private final LoopSignal signal = new LoopSignal();

  private interface Wait {
    void begin() throws InterruptedException;
  }

  /** Begins waits on threads of their own; answers how many of them are not over, once all rest. */
  private static CountDownLatch waiting(int threads, Wait wait) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(threads);
    List<Thread> waiters = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      waiters.add(
          Threads.daemon(
              () -> {
                try {
                  wait.begin();
                  over.countDown();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "waiter"));
    }
    waiters.forEach(Thread::start);
    for (Thread waiter : waiters) {
      while (!AT_REST.contains(waiter.getState())) {
        Thread.onSpinWait();
      }
    }
    return over;
  }

  @Test
  void whatWasRaisedBeforeEndsTheNextWaitAndOnlyThat() throws InterruptedException {
    signal.raise();
    signal.await(LONG);
    CountDownLatch over = waiting(1, () -> signal.await(LONG));
    assertThat(over.getCount()).isEqualTo(1);
    signal.raise();
    assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void raisingEndsAWaitWithoutALimit() throws InterruptedException {
    CountDownLatch over = waiting(1, signal::await);
    signal.raise();
    assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endingEndsEveryWaitAndThoseToCome() throws InterruptedException {
    CountDownLatch over = waiting(3, () -> signal.await(LONG));
    signal.end();
    assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
    signal.await();
    signal.await(LONG);
  }

  @Test
  void waitEndsByItself() throws InterruptedException {
    signal.await(Duration.ofMillis(1));
  }
}
