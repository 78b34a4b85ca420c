package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;

/** Finds persons with something to do and gives each to one worker at a time. */
@Singleton
class FlowLoop {

  private static final Logger LOG = Logger.getLogger(FlowLoop.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Database database;
  private final FlowStore store;
  private final Quarantine quarantine;
  private final PersonRun run;
  private final PersonBackoff backoff;
  private final WorkSignal signal;
  private final SendSignal sendSignal;
  private final LoopSignal afterFailure = new LoopSignal();
  private final int workers;
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();
  private ExecutorService pool;
  private Thread dispatcher;
  private volatile boolean running;

  @Inject
  FlowLoop(
      Database database,
      FlowStore store,
      Quarantine quarantine,
      PersonRun run,
      PersonBackoff backoff,
      WorkSignal signal,
      SendSignal sendSignal,
      SiteConfig config) {
    this.database = database;
    this.store = store;
    this.quarantine = quarantine;
    this.run = run;
    this.backoff = backoff;
    this.signal = signal;
    this.sendSignal = sendSignal;
    this.workers = config.flowWorkers();
  }

  void start() {
    running = true;
    pool = Executors.newFixedThreadPool(workers, task -> Threads.daemon(task, "flow-worker"));
    dispatcher = Threads.daemon(this::dispatch, "flow-dispatcher");
    dispatcher.start();
  }

  void stop() throws InterruptedException {
    running = false;
    afterFailure.end();
    if (dispatcher != null) {
      dispatcher.interrupt();
      dispatcher.join(TimeUnit.SECONDS.toMillis(10));
      pool.shutdown();
      if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("stage=flow A worker did not end in time; its work is taken up at next start.");
      }
    }
  }

  private void dispatch() {
    while (running) {
      try {
        if (!giveOut()) {
          signal.await(LONGEST_WAIT);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        pause(e);
      }
    }
  }

  private boolean giveOut() {
    int free = workers * 2 - busy.size();
    if (free <= 0) {
      return false;
    }
    // Whoever failed waits, so that the same first few cannot keep everybody else out.
    Set<Long> excluded = new HashSet<>(busy);
    excluded.addAll(backoff.waiting());
    List<Long> due =
        database.inTransaction(
            tx -> {
              quarantine.releaseByDate(tx);
              return store.duePersons(tx, excluded, free);
            });
    for (Long person : due) {
      busy.add(person);
      pool.execute(() -> work(person));
    }
    return !due.isEmpty();
  }

  private void work(Long person) {
    try {
      if (run.run(person)) {
        sendSignal.raise();
      }
      backoff.succeeded(person);
    } catch (DatabaseFault e) {
      if (e.unavailable()) {
        pause(e);
      } else {
        failed(person, e);
      }
    } catch (RuntimeException e) {
      failed(person, e);
    } finally {
      busy.remove(person);
      signal.raise();
    }
  }

  private void failed(Long person, RuntimeException e) {
    backoff.failed(person);
    report(e);
  }

  private void pause(RuntimeException e) {
    if (!running) {
      return;
    }
    report(e);
    try {
      afterFailure.await(AFTER_FAILURE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void report(RuntimeException e) {
    String code =
        e instanceof DatabaseFault
            ? "GW-DB-001"
            : e instanceof Fault fault ? fault.code().code() : ServiceCode.UNEXPECTED.code();
    StackTraceElement[] stack = e.getStackTrace();
    LOG.errorf(
        "stage=flow code=%s exception=%s at=%s",
        code, e.getClass().getName(), stack.length == 0 ? "unknown" : stack[0].toString());
  }
}
