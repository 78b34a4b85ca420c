package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Fault;

/**
 * Asks each FHIR server for records. When it is due is told by what is on record, so that a restart
 * neither repeats nor leaves out a run; after a run an export may be on its way.
 */
@Singleton
public class FhirPullLoop extends SourceLoop<FhirPullReport> {

  private static final Duration LONGEST_TICK = Duration.ofSeconds(15);

  private final FhirPullSources sources;
  private final FhirPullRun runs;
  private final FhirPullMarks marks;
  private final PullStore store;
  private final Site site;

  @Inject
  FhirPullLoop(
      FhirPullSources sources,
      FhirPullRun runs,
      FhirPullMarks marks,
      PullStore store,
      Site site,
      SiteConfig config) {
    super("fhir-pull", config.fhirPull().every());
    this.sources = sources;
    this.runs = runs;
    this.marks = marks;
    this.store = store;
    this.site = site;
  }

  @Override
  public List<String> names() {
    return sources.names();
  }

  /** {@code search} or {@code bulk}. */
  @Override
  public String kind(String source) {
    return sources.isBulk(source) ? "bulk" : "search";
  }

  @Override
  public void test(String source) {
    sources.server(source).test();
  }

  @Override
  public PullState state(String source) {
    return store.state(FhirPullRun.key(source));
  }

  @Override
  Duration tick(Duration interval) {
    return shorter(interval, LONGEST_TICK);
  }

  @Override
  boolean isDue(String source, Duration interval) {
    Wait now = Wait.atMost(shorter(interval, runs.longestWait()), site.clock());
    PullState state = state(source);
    Optional<Instant> next =
        state
            .nextAt()
            .or(() -> marks.of(source).export().map(FhirPullMarks.Export::next))
            .or(() -> state.succeeded().map(ended -> ended.plus(interval)));
    return next.map(now::isOver).orElse(true);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  FhirPullReport ask(String source, boolean all, BooleanSupplier stopped) {
    return runs.run(source, all, stopped);
  }

  @Override
  Fault alreadyRunning() {
    return FhirPullCode.RUNNING.with();
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
