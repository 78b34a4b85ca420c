package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Fault;

/** Asks each archive now and then, where the settings say how often, and when somebody wants. */
@Singleton
public class PullLoop {

  private static final Logger LOG = Logger.getLogger(PullLoop.class);

  private final PullSources sources;
  private final PullRun runs;
  private final PullStore store;
  private final Site site;
  private final Optional<Duration> every;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private ScheduledExecutorService timer;

  @Inject
  PullLoop(PullSources sources, PullRun runs, PullStore store, Site site, SiteConfig config) {
    this.sources = sources;
    this.runs = runs;
    this.store = store;
    this.site = site;
    this.every = config.pull().every();
  }

  void start() {
    List<String> names = sources.names();
    if (every.isEmpty() || names.isEmpty()) {
      return;
    }
    // A thread for each: an archive that is slow keeps no other waiting.
    timer = Executors.newScheduledThreadPool(names.size(), task -> Threads.daemon(task, "pull"));
    for (String name : names) {
      ScheduledFuture<?> unused =
          timer.scheduleWithFixedDelay(
              () -> scheduled(name), 0, every.get().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    stopping = true;
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  private void scheduled(String source) {
    try {
      Wait now = Wait.atMost(runs.longestWait(), site.clock());
      if (store.state(source).nextAt().map(now::isOver).orElse(true)) {
        run(source, false);
      }
    } catch (Fault fault) {
      LOG.debugf("stage=pull source=%s code=%s", source, fault.code().code());
    } catch (DatabaseFault fault) {
      LOG.errorf(
          "stage=pull source=%s code=%s sqlstate=%s",
          source, ServiceCode.DATABASE.code(), fault.sqlState());
    } catch (RuntimeException e) {
      // A defect must not end the timer; its message may quote what came.
      LOG.errorf(
          "stage=pull code=%s exception=%s", ServiceCode.UNEXPECTED.code(), e.getClass().getName());
    }
  }

  /**
   * Runs now, whether or not it is due, and answers when it has ended.
   *
   * @throws Fault where there is no such source, it is being asked already, or it failed
   */
  public PullReport now(String source) {
    return run(source, true);
  }

  private PullReport run(String source, boolean all) {
    sources.kind(source);
    if (!running.add(source)) {
      throw PullCode.RUNNING.with();
    }
    try {
      return runs.run(source, all, () -> stopping);
    } finally {
      running.remove(source);
    }
  }

  /**
   * Asks whether the archive answers, without naming anybody.
   *
   * @throws Fault that says what is wrong
   */
  public void test(String source) {
    sources.archive(source).test();
  }

  /** The names of the archives. */
  public List<String> names() {
    return sources.names();
  }

  /** {@code dimse} or {@code dicomweb}. */
  public String kind(String source) {
    return sources.kind(source);
  }

  /** How often, if at all. */
  public Optional<Duration> every() {
    return every;
  }

  /** Whether it is being asked now. */
  public boolean running(String source) {
    return running.contains(source);
  }

  /** How it stands with an archive. */
  public PullState state(String source) {
    return store.state(source);
  }
}
