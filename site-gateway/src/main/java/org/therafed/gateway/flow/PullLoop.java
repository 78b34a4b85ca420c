package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Fault;

/** Asks each archive for the images of consented patients. */
@Singleton
public class PullLoop extends SourceLoop<PullReport> {

  private final PullSources sources;
  private final PullRun runs;
  private final PullStore store;
  private final Site site;

  @Inject
  PullLoop(PullSources sources, PullRun runs, PullStore store, Site site, SiteConfig config) {
    super("pull", config.pull().every());
    this.sources = sources;
    this.runs = runs;
    this.store = store;
    this.site = site;
  }

  @Override
  public List<String> names() {
    return sources.names();
  }

  /** {@code dimse} or {@code dicomweb}. */
  @Override
  public String kind(String source) {
    return sources.kind(source);
  }

  @Override
  public void test(String source) {
    sources.archive(source).test();
  }

  @Override
  public PullState state(String source) {
    return store.state(source);
  }

  @Override
  boolean isDue(String source, Duration interval) {
    Wait now = Wait.atMost(runs.longestWait(), site.clock());
    return store.state(source).nextAt().map(now::isOver).orElse(true);
  }

  @Override
  PullReport ask(String source, boolean all, BooleanSupplier stopped) {
    return runs.run(source, all, stopped);
  }

  @Override
  Fault alreadyRunning() {
    return PullCode.RUNNING.with();
  }
}
