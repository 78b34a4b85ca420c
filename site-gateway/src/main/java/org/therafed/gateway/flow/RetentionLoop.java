package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.site.SiteConfig;

/** Looks from time to time for what is kept no longer, and for what is held for too long. */
@Singleton
class RetentionLoop {

  private static final Logger LOG = Logger.getLogger(RetentionLoop.class);

  private final Retention retention;
  private final HeldAgeing ageing;
  private final Duration every;
  private final LoopSignal pause = new LoopSignal();
  private Thread worker;
  private volatile boolean running;

  @Inject
  RetentionLoop(Retention retention, HeldAgeing ageing, SiteConfig config) {
    this.retention = retention;
    this.ageing = ageing;
    this.every = config.retention().every();
  }

  void start() {
    running = true;
    worker = Threads.daemon(this::work, "retention");
    worker.start();
  }

  void stop() throws InterruptedException {
    running = false;
    pause.end();
    if (worker != null) {
      worker.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private void work() {
    while (running) {
      look();
      try {
        pause.await(every);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void look() {
    try {
      retention.sealFiles();
      retention.drop();
      ageing.alert();
    } catch (RuntimeException e) {
      String code =
          e instanceof DatabaseFault ? ServiceCode.DATABASE.code() : ServiceCode.UNEXPECTED.code();
      LOG.errorf("stage=storage code=%s exception=%s", code, e.getClass().getName());
    }
  }
}
