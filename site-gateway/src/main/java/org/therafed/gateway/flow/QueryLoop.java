package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.query.QueryRun;
import org.therafed.gateway.site.SiteConfig;

/** Asks the registry for questions now and then, at a site that shares aggregates. */
@Singleton
class QueryLoop {

  private static final Logger LOG = Logger.getLogger(QueryLoop.class);

  private final QueryRun run;
  private final boolean aggregates;
  private final Duration every;
  private ScheduledExecutorService timer;

  @Inject
  QueryLoop(QueryRun run, SiteConfig config) {
    this.run = run;
    this.aggregates = config.sharing().equals(Destinations.AGGREGATES);
    this.every = config.query().every();
  }

  void start() {
    if (!aggregates) {
      return;
    }
    timer = Executors.newSingleThreadScheduledExecutor(task -> Threads.daemon(task, "questions"));
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(this::ask, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  private void ask() {
    try {
      run.run();
    } catch (RuntimeException e) {
      // A defect must not end the timer; its message may quote what came.
      LOG.errorf(
          "stage=query code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
    }
  }
}
