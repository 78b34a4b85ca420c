package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Fault;

/**
 * Asks each FHIR server now and then, and when somebody wants. When it is due is told by what is on
 * record, so that a restart neither repeats nor leaves out a run.
 */
@Singleton
public class FhirPullLoop {

  private static final Logger LOG = Logger.getLogger(FhirPullLoop.class);
  private static final Duration LONGEST_TICK = Duration.ofSeconds(15);

  private final FhirPullSources sources;
  private final FhirPullRun runs;
  private final FhirPullMarks marks;
  private final PullStore store;
  private final Site site;
  private final Optional<Duration> every;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private ScheduledExecutorService timer;

  @Inject
  FhirPullLoop(
      FhirPullSources sources,
      FhirPullRun runs,
      FhirPullMarks marks,
      PullStore store,
      Site site,
      SiteConfig config) {
    this.sources = sources;
    this.runs = runs;
    this.marks = marks;
    this.store = store;
    this.site = site;
    this.every = config.fhirPull().every();
  }

  void start() {
    List<String> names = sources.names();
    if (every.isEmpty() || names.isEmpty()) {
      return;
    }
    Duration tick = every.get().compareTo(LONGEST_TICK) < 0 ? every.get() : LONGEST_TICK;
    timer =
        Executors.newScheduledThreadPool(names.size(), task -> Threads.daemon(task, "fhir-pull"));
    for (String name : names) {
      ScheduledFuture<?> unused =
          timer.scheduleWithFixedDelay(
              () -> scheduled(name), 0, tick.toMillis(), TimeUnit.MILLISECONDS);
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
      if (isDue(source)) {
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

  private boolean isDue(String source) {
    Duration interval = every.orElseThrow();
    Duration longest = runs.longestWait();
    Wait now = Wait.atMost(longest.compareTo(interval) < 0 ? interval : longest, site.clock());
    PullState state = store.state(FhirPullRun.key(source));
    Optional<Instant> next =
        state
            .nextAt()
            .or(() -> marks.of(source).export().map(FhirPullMarks.Export::next))
            .or(() -> state.succeeded().map(ended -> ended.plus(interval)));
    return next.map(now::isOver).orElse(true);
  }

  /**
   * Runs now, whether or not it is due, and answers when it has ended; an export may be on its way
   * then.
   *
   * @throws Fault where there is no such source, it is being asked already, or it failed
   */
  public FhirPullReport now(String source) {
    return run(source, true);
  }

  private FhirPullReport run(String source, boolean all) {
    boolean unused = sources.isBulk(source);
    if (!running.add(source)) {
      throw FhirPullCode.RUNNING.with();
    }
    try {
      return runs.run(source, all, () -> stopping);
    } finally {
      running.remove(source);
    }
  }

  /**
   * Asks whether the server answers and lets the gateway in, without naming anybody.
   *
   * @throws Fault that says what is wrong
   */
  public void test(String source) {
    sources.server(source).test();
  }

  /** The names of the servers. */
  public List<String> names() {
    return sources.names();
  }

  /** {@code search} or {@code bulk}. */
  public String kind(String source) {
    return sources.isBulk(source) ? "bulk" : "search";
  }

  /** How often, if at all. */
  public Optional<Duration> every() {
    return every;
  }

  /** Whether it is being asked now. */
  public boolean running(String source) {
    return running.contains(source);
  }

  /** How it stands with a server. */
  public PullState state(String source) {
    return store.state(FhirPullRun.key(source));
  }

  /** When the export that it prepares was asked for; empty: it prepares none. */
  public Optional<Instant> exportingSince(String source) {
    return marks.of(source).export().map(FhirPullMarks.Export::began);
  }

  /** The gateway's own public key for these servers, as a JWK Set. */
  public Map<String, Object> publicKeys() {
    return sources.ownKey();
  }
}
