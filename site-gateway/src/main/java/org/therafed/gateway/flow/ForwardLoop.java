package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.forward.Destination;
import org.therafed.gateway.forward.SendResult;
import org.therafed.gateway.forward.http.RegistryClient;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Fault;

/**
 * Sends what is queued: several persons at once, one transfer of a person at a time. When nothing
 * gets through to the registry, everything waits, longer each time.
 */
@Singleton
class ForwardLoop {

  private static final Logger LOG = Logger.getLogger(ForwardLoop.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final Duration KEY_RETRY = Duration.ofSeconds(2);

  private final Database database;
  private final Outbox outbox;
  private final ForwardRun run;
  private final RegistryClient registry;
  private final Destination destination;
  private final LinkageTokens tokens;
  private final SendSignal signal;
  private final WorkSignal workSignal;
  private final Site site;
  private final int inFlight;
  private final Duration longest;
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();
  private final Set<Long> sending = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Instant pausedUntil = Instant.MIN;
  private Instant nextKeyAttempt = Instant.MIN;
  private boolean keyFetched;
  private ExecutorService pool;
  private Thread dispatcher;
  private volatile boolean running;

  @Inject
  ForwardLoop(
      Database database,
      Outbox outbox,
      ForwardRun run,
      RegistryClient registry,
      Destination destination,
      LinkageTokens tokens,
      SendSignal signal,
      WorkSignal workSignal,
      Site site,
      SiteConfig config) {
    this.database = database;
    this.outbox = outbox;
    this.run = run;
    this.registry = registry;
    this.destination = destination;
    this.tokens = tokens;
    this.signal = signal;
    this.workSignal = workSignal;
    this.site = site;
    this.inFlight = config.forwardInFlight();
    Duration cap = config.forwardBackoffCap();
    Duration asked = RegistryClient.LONGEST_ASKED;
    this.longest = cap.compareTo(asked) < 0 ? asked : cap;
  }

  void start() {
    if (!destination.configured()) {
      LOG.info("stage=forward THERAFED_REGISTRY_URL is not set: records are queued, none is sent.");
      return;
    }
    running = true;
    pool = Executors.newFixedThreadPool(inFlight, task -> Threads.daemon(task, "forward"));
    dispatcher = Threads.daemon(this::dispatch, "forward-dispatcher");
    dispatcher.start();
  }

  void stop() throws InterruptedException {
    running = false;
    if (dispatcher != null) {
      dispatcher.interrupt();
      dispatcher.join(TimeUnit.SECONDS.toMillis(10));
      // Interrupted, a transfer under way is sent again at next start, under the same number.
      pool.shutdownNow();
      if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("stage=forward A transfer did not end in time; it is sent again at next start.");
      }
    }
  }

  private void dispatch() {
    while (running) {
      try {
        fetchKey();
        if (!giveOut()) {
          signal.await(LONGEST_WAIT);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        failed(e);
      }
    }
  }

  private void fetchKey() {
    if (keyFetched || !registry.configured() || !tokens.wanted() || !now().isOver(nextKeyAttempt)) {
      return;
    }
    nextKeyAttempt = site.clock().instant().plus(KEY_RETRY);
    Optional<String> keyset = registry.linkageKeyset();
    if (keyset.isPresent()) {
      try {
        tokens.registryKey(keyset.get());
        keyFetched = true;
        workSignal.raise();
      } catch (Fault fault) {
        LOG.errorf("stage=forward code=%s", fault.code().code());
      }
    }
  }

  private Wait now() {
    return Wait.atMost(longest, site.clock());
  }

  private boolean giveOut() {
    int free = inFlight - sending.size();
    if (free <= 0 || !now().isOver(pausedUntil)) {
      return false;
    }
    List<Long[]> due =
        database.inTransaction(
            tx ->
                outbox.due(tx, now(), List.copyOf(busy), free).stream()
                    .flatMap(id -> outbox.personOf(tx, id).map(p -> new Long[] {id, p}).stream())
                    .toList());
    for (Long[] row : due) {
      busy.add(row[1]);
      sending.add(row[0]);
      pool.execute(() -> send(row[0], row[1]));
    }
    return !due.isEmpty();
  }

  private void send(Long id, Long person) {
    try {
      run.attempt(id).ifPresent(this::learn);
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      sending.remove(id);
      busy.remove(person);
      signal.raise();
      workSignal.raise();
    }
  }

  private void learn(SendResult result) {
    if (result instanceof SendResult.Later later && later.wholeSite()) {
      Duration wait = run.pauseAfter(failures.incrementAndGet());
      Duration asked = later.notBefore().orElse(Duration.ZERO);
      pausedUntil = site.clock().instant().plus(wait.compareTo(asked) < 0 ? asked : wait);
    } else {
      failures.set(0);
    }
  }

  private void failed(RuntimeException e) {
    if (!running) {
      return;
    }
    StackTraceElement[] stack = e.getStackTrace();
    LOG.errorf(
        "stage=forward code=%s exception=%s at=%s",
        ServiceCode.UNEXPECTED.code(),
        e.getClass().getName(),
        stack.length == 0 ? "unknown" : stack[0].toString());
    pausedUntil = site.clock().instant().plusSeconds(1);
  }
}
