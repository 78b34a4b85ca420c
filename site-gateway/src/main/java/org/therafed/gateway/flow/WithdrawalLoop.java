package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.consent.optout.OptOutFile;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;

/**
 * Looks for persons who have withdrawn, whichever way it became known, and reads the opt-out list
 * of the hospital. What it finds it works off; nothing of it is remembered but in the database.
 */
@Singleton
class WithdrawalLoop {

  private static final Logger LOG = Logger.getLogger(WithdrawalLoop.class);
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final Retractions retractions;
  private final OptOutFile file;
  private final SendSignal signal;
  private final Site site;
  private final Duration fileEvery;
  private Instant nextLook = Instant.MIN;
  private Thread worker;
  private LoopSignal pause = new LoopSignal();
  private volatile boolean running;

  @Inject
  WithdrawalLoop(
      Retractions retractions, OptOutFile file, SendSignal signal, Site site, SiteConfig config) {
    this.retractions = retractions;
    this.file = file;
    this.signal = signal;
    this.site = site;
    this.fileEvery = config.watchEvery();
  }

  void start() {
    look();
    running = true;
    pause = new LoopSignal();
    worker = Threads.daemon(this::work, "withdrawals");
    worker.start();
  }

  void stop() throws InterruptedException {
    running = false;
    pause.end();
    if (worker != null) {
      worker.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private void look() {
    file.look();
    nextLook = site.clock().instant().plus(fileEvery);
  }

  private void work() {
    Duration wait = EVERY;
    while (running) {
      try {
        pause.await(wait);
        if (!running) {
          return;
        }
        wait = EVERY;
        if (Wait.atMost(fileEvery, site.clock()).isOver(nextLook)) {
          look();
        }
        step();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        StackTraceElement[] stack = e.getStackTrace();
        LOG.errorf(
            "stage=consent code=%s exception=%s at=%s",
            ServiceCode.UNEXPECTED.code(),
            e.getClass().getName(),
            stack.length == 0 ? "unknown" : stack[0].toString());
        wait = AFTER_FAILURE;
      }
    }
  }

  /** Queues the retractions that are due; answers how many. */
  int step() {
    int queued = 0;
    for (long person : retractions.candidates()) {
      queued += retractions.decide(person) ? 1 : 0;
    }
    if (queued > 0) {
      signal.raise();
    }
    return queued;
  }
}
