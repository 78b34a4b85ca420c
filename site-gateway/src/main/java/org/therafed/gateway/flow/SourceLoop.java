package org.therafed.gateway.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.profiles.outcome.Fault;

/**
 * Asks each of several sources now and then, where the settings say how often, and when somebody
 * wants; none of them twice at a time.
 *
 * @param <R> what a run reports
 */
public abstract class SourceLoop<R> {

  private static final Logger LOG = Logger.getLogger(SourceLoop.class);

  private final String thread;
  private final Optional<Duration> every;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private ScheduledExecutorService timer;

  /**
   * @param thread name of the threads that ask
   * @param every how often, if at all
   */
  SourceLoop(String thread, Optional<Duration> every) {
    this.thread = thread;
    this.every = every;
  }

  /** The names of the sources. */
  public abstract List<String> names();

  /**
   * How a source is asked, in one word.
   *
   * @throws Fault where there is no such source
   */
  public abstract String kind(String source);

  /**
   * Asks whether it answers, without naming anybody.
   *
   * @throws Fault that says what is wrong
   */
  public abstract void test(String source);

  /** How it stands with a source. */
  public abstract PullState state(String source);

  abstract boolean isDue(String source, Duration interval);

  abstract R ask(String source, boolean all, BooleanSupplier stopped);

  abstract Fault alreadyRunning();

  /** How often it is looked whether a source is due. */
  Duration tick(Duration interval) {
    return interval;
  }

  void start() {
    List<String> names = names();
    if (every.isEmpty() || names.isEmpty()) {
      return;
    }
    // A thread for each: a source that is slow keeps no other waiting.
    timer = Executors.newScheduledThreadPool(names.size(), task -> Threads.daemon(task, thread));
    Duration interval = every.get();
    for (String name : names) {
      ScheduledFuture<?> unused =
          timer.scheduleWithFixedDelay(
              () -> scheduled(name, interval), 0, tick(interval).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    stopping = true;
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  private void scheduled(String source, Duration interval) {
    try {
      if (isDue(source, interval)) {
        R unused = run(source, false);
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
  public R now(String source) {
    return run(source, true);
  }

  private R run(String source, boolean all) {
    String unused = kind(source);
    if (!running.add(source)) {
      throw alreadyRunning();
    }
    try {
      return ask(source, all, () -> stopping);
    } finally {
      running.remove(source);
    }
  }

  /** How often, if at all. */
  public Optional<Duration> every() {
    return every;
  }

  /** Whether it is being asked now. */
  public boolean running(String source) {
    return running.contains(source);
  }
}
