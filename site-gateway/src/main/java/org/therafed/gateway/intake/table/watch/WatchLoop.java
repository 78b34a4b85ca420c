package org.therafed.gateway.intake.table.watch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.intake.table.TableFiles;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;

/**
 * Looks through the watch folder now and then, where the settings name one. It asks the file system
 * itself: of what others write into a network folder nobody is notified.
 */
@Singleton
public class WatchLoop {

  private static final Logger LOG = Logger.getLogger(WatchLoop.class);

  private final Optional<WatchFolder> folder;
  private final Duration every;
  private final WorkSignal signal;
  private volatile boolean stopping;
  private ScheduledExecutorService timer;

  @Inject
  WatchLoop(SiteConfig config, TableFiles tables, TakenFiles taken, Site site, WorkSignal signal) {
    this.every = config.watchEvery();
    this.signal = signal;
    this.folder =
        config
            .watchDir()
            .filter(dir -> !dir.isBlank())
            .map(
                dir ->
                    new WatchFolder(
                        Path.of(dir),
                        config.watchSettle(),
                        config.retention().watchArchive(),
                        tables,
                        taken,
                        site));
  }

  /** Begins to look, if there is a folder. */
  public void start() {
    if (folder.isEmpty()) {
      return;
    }
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "watch");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            () -> look(folder.get()), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins no further file. */
  public void stop() {
    stopping = true;
    if (timer != null) {
      // Not interrupted: a file that is being taken is durable, or is taken at the next start.
      timer.shutdown();
    }
  }

  /** How it stands; empty: there is no watch folder. */
  public Optional<WatchState> state() {
    return folder.map(WatchFolder::state);
  }

  private void look(WatchFolder watched) {
    try {
      watched.look(() -> stopping);
    } catch (RuntimeException e) {
      // A defect must not end the timer; its message may quote what came.
      LOG.errorf(
          "stage=watch code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
    }
    signal.raise();
  }
}
