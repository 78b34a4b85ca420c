package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.forward.http.RegistryClient;
import org.therafed.gateway.site.NightTime;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;

/**
 * Compares with the registry every night, also a night that the gateway was off for, and goes on
 * with a comparison until what it sent again has arrived.
 */
@Singleton
class ReconciliationLoop {

  private static final Logger LOG = Logger.getLogger(ReconciliationLoop.class);
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration LOOK_WHILE_SENDING = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

  private final Reconciliation reconciliation;
  private final RegistryClient registry;
  private final Site site;
  private final Optional<LocalTime> at;
  private Instant started = Instant.MAX;
  private Thread worker;
  private volatile boolean running;

  @Inject
  ReconciliationLoop(
      Reconciliation reconciliation, RegistryClient registry, Site site, SiteConfig config) {
    this.reconciliation = reconciliation;
    this.registry = registry;
    this.site = site;
    this.at = NightTime.of(config.reconciliation().at());
  }

  void start() {
    if (!registry.configured() || !reconciliation.recordsLeave()) {
      return;
    }
    started = site.clock().instant();
    running = true;
    worker = Threads.daemon(this::work, "reconciliation");
    worker.start();
  }

  void stop() throws InterruptedException {
    running = false;
    reconciliation.wake().end();
    if (worker != null) {
      worker.interrupt();
      worker.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private void work() {
    while (running) {
      boolean waiting = look();
      try {
        reconciliation.wake().await(waiting ? LOOK_WHILE_SENDING : LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Does what is due; answers whether something that was sent again is waited for. */
  private boolean look() {
    try {
      Optional<Reconciliation.Result> latest = reconciliation.latest();
      if (isDue(site.clock().instant(), latest)) {
        reconciliation.run();
      } else if (latest.filter(Reconciliation.Result::isWaiting).isPresent()) {
        reconciliation.goOn();
      }
      return reconciliation.latest().filter(Reconciliation.Result::isWaiting).isPresent();
    } catch (Fault fault) {
      // It is kept with the comparison.
      return false;
    } catch (RuntimeException e) {
      LOG.errorf(
          "stage=reconciliation code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
      return false;
    }
  }

  private boolean isDue(Instant now, Optional<Reconciliation.Result> latest) {
    if (at.isEmpty()) {
      return false;
    }
    // A registry of an earlier version is asked again the next night.
    if (latest.filter(Reconciliation.Result::mayAnswerSoon).isPresent()) {
      return !now.isBefore(latest.get().startedAt().plus(AFTER_FAILURE));
    }
    return latest
        .map(Reconciliation.Result::startedAt)
        .orElse(started)
        .isBefore(lastOccurrence(at.get(), now.atZone(site.zone())));
  }

  /** The latest moment at which a clock there showed this time of day. */
  static Instant lastOccurrence(LocalTime at, ZonedDateTime now) {
    ZonedDateTime today = now.toLocalDate().atTime(at).atZone(now.getZone());
    return (today.isAfter(now)
            ? now.toLocalDate().minusDays(1).atTime(at).atZone(now.getZone())
            : today)
        .toInstant();
  }
}
