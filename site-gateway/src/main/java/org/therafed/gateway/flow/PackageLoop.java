package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.distribution.PackageUpdates;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.site.SiteConfig;

/** Puts the packages on disk to use at start, then asks the registry for others now and then. */
@Singleton
class PackageLoop {

  private static final Logger LOG = Logger.getLogger(PackageLoop.class);

  private final PackageUpdates updates;
  private final Duration every;
  private ScheduledExecutorService timer;

  @Inject
  PackageLoop(PackageUpdates updates, SiteConfig config) {
    this.updates = updates;
    this.every = config.packagesEvery();
  }

  void start() {
    updates.load();
    timer = Executors.newSingleThreadScheduledExecutor(task -> Threads.daemon(task, "packages"));
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(this::fetch, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  private void fetch() {
    try {
      updates.fetch();
    } catch (RuntimeException e) {
      // A defect must not end the timer; its message may quote what came.
      LOG.errorf(
          "stage=distribution code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
    }
  }
}
