package org.therafed.gateway.flow;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.forward.Backoff;
import org.therafed.gateway.intake.object.ObjectIntake;
import org.therafed.gateway.intake.object.ObjectOrigin;
import org.therafed.gateway.intake.pull.ImageArchive;
import org.therafed.gateway.intake.pull.PatientPull;
import org.therafed.gateway.intake.pull.PullFaults;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.PullConfig;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.gateway.trace.Traces;
import org.therafed.profiles.outcome.Fault;

/**
 * One run over an archive: of every person whose consent is in force it is asked for images that
 * have not come. Consent is asked right before each question and each retrieval, so that nobody
 * without it is named to the archive. What cannot be had of one person is tried again later; an
 * archive that cannot be reached ends the run.
 */
@Singleton
class PullRun {

  private static final Logger LOG = Logger.getLogger(PullRun.class);
  private static final int PAGE = 200;
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);

  private final PullSources sources;
  private final PatientPull pull;
  private final PullStore store;
  private final ObjectIntake objects;
  private final Traces traces;
  private final Site site;
  private final Duration overlap;
  private final Backoff backoff;
  private final Duration longest;

  @Inject
  PullRun(
      PullSources sources,
      PatientPull pull,
      PullStore store,
      ObjectIntake objects,
      Traces traces,
      Site site,
      SiteConfig config) {
    this.sources = sources;
    this.pull = pull;
    this.store = store;
    this.objects = objects;
    this.traces = traces;
    this.site = site;
    PullConfig settings = config.pull();
    this.overlap = settings.overlap();
    Duration first = settings.every().orElse(FIRST_WAIT);
    Duration cap = settings.backoffCap();
    this.longest = cap.compareTo(first) < 0 ? first : cap;
    // The whole bound: there are a few archives only, and the schedule spreads the hospitals.
    this.backoff = new Backoff(first, longest, bound -> bound - 1);
  }

  /** How long it is waited after a failure at most. */
  Duration longestWait() {
    return longest;
  }

  /**
   * Runs once.
   *
   * @param all also persons whose next look is not due after a failure
   * @param stopping true ends the run between two retrievals
   * @throws Fault where the archive failed; what was done before is on record
   */
  PullReport run(String source, boolean all, BooleanSupplier stopping) {
    ImageArchive archive = sources.archive(source);
    PullTally tally = new PullTally(site.clock().instant());
    Traces.Started span = traces.root("pull");
    try {
      each(source, archive, all, stopping, tally, span.traceparent());
      PullReport report = tally.report(site.clock().instant(), !stopping.getAsBoolean());
      store.succeeded(source, report.ended(), report);
      LOG.infof(
          "stage=pull source=%s patients=%d fetched=%d missing=%d",
          source, report.patients(), report.counts().fetched(), report.counts().missing());
      span.end("ended");
      return report;
    } catch (Fault fault) {
      PullReport report = tally.report(site.clock().instant(), false);
      int failures = store.state(source).failures() + 1;
      Instant ended = report.ended();
      store.failed(source, ended, report, ended.plus(backoff.after(failures)), fault.reason());
      LOG.warnf("stage=pull source=%s outcome=failed code=%s", source, fault.code().code());
      span.end("failed");
      throw fault;
    }
  }

  private void each(
      String source,
      ImageArchive archive,
      boolean all,
      BooleanSupplier stopping,
      PullTally tally,
      Optional<String> trace) {
    StoreHandler handler =
        request -> objects.store(request, ObjectOrigin.of(sources.way(source), trace));
    long last = 0;
    List<PullCandidate> page =
        store.candidates(source, last, all, Wait.atMost(longest, site.clock()), PAGE);
    while (!page.isEmpty()) {
      for (PullCandidate candidate : page) {
        if (stopping.getAsBoolean()) {
          return;
        }
        one(source, archive, candidate, handler, stopping, tally);
        last = candidate.person();
      }
      page = store.candidates(source, last, all, Wait.atMost(longest, site.clock()), PAGE);
    }
  }

  private void one(
      String source,
      ImageArchive archive,
      PullCandidate candidate,
      StoreHandler handler,
      BooleanSupplier stopping,
      PullTally tally) {
    BooleanSupplier allowed =
        () -> !stopping.getAsBoolean() && store.mayBeAskedFor(candidate.person());
    if (!allowed.getAsBoolean()) {
      tally.withoutConsent();
      store.notWaiting(source, candidate.person());
      return;
    }
    tally.patient();
    Instant began = site.clock().instant();
    try {
      if (!PatientPull.askable(candidate.key().id())) {
        throw PullCode.ID.with();
      }
      int missing = tally.missing();
      boolean whole =
          pull.pull(archive, candidate.key(), since(candidate), handler, allowed, tally::add);
      int left = tally.missing() - missing;
      if (left > 0) {
        throw PullCode.INCOMPLETE.with(safe("count", left));
      }
      if (whole) {
        store.looked(source, candidate.person(), began);
      }
    } catch (Fault fault) {
      failed(source, candidate, began, fault.code().code(), tally);
      if (PullFaults.endsTheRun(fault)) {
        throw fault;
      }
    } catch (DatabaseFault fault) {
      throw ServiceCode.DATABASE.with(fault);
    } catch (RuntimeException e) {
      // A defect must not end the run for the others; its message may quote what came.
      LOG.errorf(
          "stage=pull code=%s exception=%s", ServiceCode.UNEXPECTED.code(), e.getClass().getName());
      failed(source, candidate, began, ServiceCode.UNEXPECTED.code(), tally);
    }
  }

  private void failed(
      String source, PullCandidate candidate, Instant began, String code, PullTally tally) {
    tally.failed(code);
    Instant next = began.plus(backoff.after(candidate.failures() + 1));
    store.failed(source, candidate.person(), began, next, code);
  }

  /** The first look is for everything. */
  private Optional<LocalDate> since(PullCandidate candidate) {
    return candidate
        .lookedAt()
        // A look that is still to come was by a clock that was ahead: all studies are asked for.
        .filter(looked -> !looked.isAfter(site.clock().instant()))
        .map(looked -> LocalDate.ofInstant(looked.minus(overlap), site.zone()));
  }
}
