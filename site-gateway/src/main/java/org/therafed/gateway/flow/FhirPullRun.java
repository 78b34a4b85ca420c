package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.forward.Backoff;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.fhir.FhirIntake;
import org.therafed.gateway.intake.fhir.pull.ExportManifest;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.intake.fhir.pull.FhirServer;
import org.therafed.gateway.site.FhirPullConfig;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.FaultCode;

/**
 * One run over a FHIR server. By search, consent decides before anybody is asked for: decisions
 * come first, and only of persons whose consent is in force the records. By export, which names
 * nobody, it decides as each line is read. How far a server was asked is on record when what it
 * gave is: what is asked for twice is known by the intake.
 */
@Singleton
class FhirPullRun {

  private static final Logger LOG = Logger.getLogger(FhirPullRun.class);
  private static final int PAGE = 200;
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int SERVER_ERROR = 500;

  /** After one of these, the same export would fail again. */
  private static final Set<FaultCode> SPOILT =
      Set.of(FhirPullCode.EXPORT, FhirPullCode.ANSWER, FhirPullCode.QUERY);

  private final FhirPullSources sources;
  private final PullStore store;
  private final FhirPullMarks marks;
  private final FhirIntake intake;
  private final IntakeLog log;
  private final Site site;
  private final FhirPullConfig settings;
  private final Backoff backoff;
  private final Duration longest;

  @Inject
  FhirPullRun(
      FhirPullSources sources,
      PullStore store,
      FhirPullMarks marks,
      FhirIntake intake,
      IntakeLog log,
      Site site,
      SiteConfig config) {
    this.sources = sources;
    this.store = store;
    this.marks = marks;
    this.intake = intake;
    this.log = log;
    this.site = site;
    this.settings = config.fhirPull();
    Duration first = settings.every().orElse(FIRST_WAIT);
    Duration cap = settings.backoffCap();
    this.longest = cap.compareTo(first) < 0 ? first : cap;
    this.backoff = new Backoff(first, longest, bound -> bound - 1);
  }

  /** Under which a server stands in what archives share with it. */
  static String key(String source) {
    return "fhir:" + source;
  }

  /** How long it is waited after a failure at most. */
  Duration longestWait() {
    return longest;
  }

  /**
   * Runs once.
   *
   * @param all also persons whose next look is not due after a failure
   * @param stopping true ends the run between two persons
   * @throws Fault where the server failed; what was done before is on record
   */
  FhirPullReport run(String source, boolean all, BooleanSupplier stopping) {
    FhirServer server = sources.server(source);
    FhirPullTally tally = new FhirPullTally(now());
    PulledBodies bodies = new PulledBodies(intake, server, sources.base(source), tally);
    try {
      if (sources.isBulk(source)) {
        export(source, server, bodies, tally);
      } else {
        search(source, server, bodies, tally, all, stopping);
      }
      FhirPullReport report = tally.report(now(), !stopping.getAsBoolean());
      store.succeeded(key(source), report.ended(), report);
      LOG.infof(
          "stage=pull source=%s patients=%d resources=%d dropped=%d exporting=%s",
          source, report.patients(), report.resources(), report.dropped(), report.exporting());
      return report;
    } catch (Fault fault) {
      FhirPullReport report = tally.report(now(), false);
      int failures = store.state(key(source)).failures() + 1;
      Duration wait = backoff.after(failures);
      if (fault.safeArguments().get("seconds") instanceof Long seconds) {
        Duration asked = Duration.ofSeconds(seconds);
        wait = wait.compareTo(asked) < 0 ? asked : wait;
      }
      store.failed(key(source), report.ended(), report, report.ended().plus(wait), fault.reason());
      LOG.warnf("stage=pull source=%s outcome=failed code=%s", source, fault.code().code());
      throw fault;
    }
  }

  private Instant now() {
    return site.clock().instant();
  }

  /** A mark that is still to come was set by a clock that was ahead: everything is asked for. */
  private Optional<Instant> from(Optional<Instant> until) {
    return until.filter(time -> !time.isAfter(now())).map(time -> time.minus(settings.overlap()));
  }

  private void search(
      String source,
      FhirServer server,
      PulledBodies bodies,
      FhirPullTally tally,
      boolean all,
      BooleanSupplier stopping) {
    Set<String> types = sources.types(source, server.types());
    FhirSearchRun search =
        new FhirSearchRun(server, bodies, tally, site.patientIssuer(), settings.pageSize());
    search.consents(from(marks.of(source).consentsUntil()));
    marks.consents(source, tally.started());
    long last = 0;
    List<PullCandidate> page =
        store.candidates(key(source), last, all, Wait.atMost(longest, site.clock()), PAGE);
    while (!page.isEmpty()) {
      for (PullCandidate candidate : page) {
        if (stopping.getAsBoolean()) {
          return;
        }
        person(source, search, candidate, types, stopping, tally);
        last = candidate.person();
      }
      page = store.candidates(key(source), last, all, Wait.atMost(longest, site.clock()), PAGE);
    }
  }

  private void person(
      String source,
      FhirSearchRun search,
      PullCandidate candidate,
      Set<String> types,
      BooleanSupplier stopping,
      FhirPullTally tally) {
    BooleanSupplier allowed =
        () -> !stopping.getAsBoolean() && store.mayBeAskedFor(candidate.person());
    if (!allowed.getAsBoolean()) {
      tally.withoutConsent();
      store.notWaiting(key(source), candidate.person());
      return;
    }
    tally.patients(1);
    Instant began = now();
    try {
      if (search.person(candidate.key(), types, from(candidate.lookedAt()), allowed)) {
        store.looked(key(source), candidate.person(), began);
      }
    } catch (Fault fault) {
      failed(source, candidate, began, fault.code().code(), tally);
      if (endsTheRun(fault)) {
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
      String source, PullCandidate candidate, Instant began, String code, FhirPullTally tally) {
    tally.failed(code);
    Instant next = began.plus(backoff.after(candidate.failures() + 1));
    store.failed(key(source), candidate.person(), began, next, code);
  }

  /** Whether asking for the next person would fail in the same way. */
  private static boolean endsTheRun(Fault fault) {
    boolean ofOne =
        fault.code() == FhirPullCode.PATIENT
            || fault.code() == FhirPullCode.ANSWER
            || (fault.code() == FhirPullCode.QUERY
                && fault.safeArguments().get("status") instanceof Integer status
                && status < SERVER_ERROR);
    return !ofOne;
  }

  private void export(String source, FhirServer server, PulledBodies bodies, FhirPullTally tally) {
    FhirPullMarks.Mark mark = marks.of(source);
    if (mark.export().isEmpty()) {
      begin(source, server, mark, tally);
      return;
    }
    FhirPullMarks.Export export = mark.export().get();
    try {
      FhirServer.ExportState state = server.state(export.url());
      if (state.manifest().isPresent()) {
        read(source, server, state.manifest().get(), export.whole(), bodies, tally);
        server.forget(export.url());
      } else if (export.began().plus(settings.exportTimeout()).isBefore(now())) {
        server.forget(export.url());
        throw FhirPullCode.EXPORT.with();
      } else {
        marks.exporting(
            source,
            new FhirPullMarks.Export(
                export.url(), export.began(), now().plus(state.later()), export.whole()));
        tally.exporting();
      }
    } catch (Fault fault) {
      if (SPOILT.contains(fault.code())) {
        marks.dropExport(source);
      }
      throw fault;
    }
  }

  /** Of everything where there is somebody of whom no export has brought anything yet. */
  private void begin(
      String source, FhirServer server, FhirPullMarks.Mark mark, FhirPullTally tally) {
    Map<PatientKey, PullCandidate> covered = covered(source, tally);
    tally.patients(covered.size());
    boolean news = covered.values().stream().anyMatch(person -> person.lookedAt().isEmpty());
    Set<String> types = new TreeSet<>(sources.types(source, server.types()));
    types.add("Patient");
    types.add("Consent");
    Optional<Instant> since = news ? Optional.empty() : from(mark.exportedUntil());
    URI url = server.export(sources.group(source), types, since);
    marks.exporting(source, new FhirPullMarks.Export(url, now(), now(), since.isEmpty()));
    tally.exporting();
  }

  private void read(
      String source,
      FhirServer server,
      ExportManifest manifest,
      boolean whole,
      PulledBodies bodies,
      FhirPullTally tally) {
    Instant began = now();
    Map<PatientKey, PullCandidate> covered = covered(source, tally);
    tally.patients(covered.size());
    new FhirExportRun(
            server,
            manifest,
            bodies,
            tally,
            site.patientIssuer(),
            key -> Optional.ofNullable(covered.get(key)).filter(this::isWanted).isPresent(),
            log::personOf)
        .read();
    // Of whoever consented after it had begun, an export of changes has not brought the rest.
    covered.values().stream()
        .filter(person -> whole || person.lookedAt().isPresent())
        .forEach(person -> store.looked(key(source), person.person(), began));
    marks.exported(source, manifest.transactionTime());
  }

  private boolean isWanted(PullCandidate person) {
    return store.mayBeAskedFor(person.person());
  }

  /** Whose consent is in force now. */
  private Map<PatientKey, PullCandidate> covered(String source, FhirPullTally tally) {
    Map<PatientKey, PullCandidate> covered = new HashMap<>();
    long last = 0;
    List<PullCandidate> page =
        store.candidates(key(source), last, true, Wait.atMost(longest, site.clock()), PAGE);
    while (!page.isEmpty()) {
      for (PullCandidate candidate : page) {
        last = candidate.person();
        if (isWanted(candidate)) {
          covered.put(candidate.key(), candidate);
        } else {
          tally.withoutConsent();
        }
      }
      page = store.candidates(key(source), last, true, Wait.atMost(longest, site.clock()), PAGE);
    }
    return covered;
  }
}
