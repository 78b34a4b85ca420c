package org.therafed.gateway.flow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.intake.hl7.MllpListener;
import org.therafed.gateway.intake.table.watch.WatchLoop;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.StartupChecks;
import org.therafed.runtime.StartupFault;

/** Starts what works by itself, after the configuration was found sound; stops it in order. */
@Singleton
class Lifecycle {

  private final SiteConfig config;
  // Providers, because making these reads keys: the settings that name them are checked first.
  private final Provider<KeyCheck> keys;
  private final Provider<ClearRows> clearRows;
  private final Provider<PackageLoop> packages;
  private final Hl7Config hl7Config;
  private final Provider<DicomListener> dicom;
  private final Provider<MllpListener> hl7;
  private final Provider<FlowLoop> flow;
  private final Provider<ForwardLoop> forward;
  private final Provider<PullLoop> pull;
  private final Provider<FhirPullLoop> fhirPull;
  private final Provider<PseudonymRotation> rotation;
  private final Provider<WatchLoop> watch;
  private final Provider<WithdrawalLoop> withdrawals;
  private final Provider<RetentionLoop> retention;
  private final Provider<Destinations> destinations;
  private final Provider<QueryLoop> questions;
  private final Provider<ReconciliationLoop> reconciliation;
  private boolean started;

  @Inject
  Lifecycle(
      SiteConfig config,
      Hl7Config hl7Config,
      Provider<KeyCheck> keys,
      Provider<ClearRows> clearRows,
      Provider<PackageLoop> packages,
      Provider<DicomListener> dicom,
      Provider<MllpListener> hl7,
      Provider<FlowLoop> flow,
      Provider<ForwardLoop> forward,
      Provider<PullLoop> pull,
      Provider<FhirPullLoop> fhirPull,
      Provider<PseudonymRotation> rotation,
      Provider<WatchLoop> watch,
      Provider<WithdrawalLoop> withdrawals,
      Provider<RetentionLoop> retention,
      Provider<Destinations> destinations,
      Provider<QueryLoop> questions,
      Provider<ReconciliationLoop> reconciliation) {
    this.config = config;
    this.keys = keys;
    this.clearRows = clearRows;
    this.packages = packages;
    this.hl7Config = hl7Config;
    this.dicom = dicom;
    this.hl7 = hl7;
    this.flow = flow;
    this.forward = forward;
    this.pull = pull;
    this.fhirPull = fhirPull;
    this.rotation = rotation;
    this.watch = watch;
    this.withdrawals = withdrawals;
    this.retention = retention;
    this.destinations = destinations;
    this.questions = questions;
    this.reconciliation = reconciliation;
  }

  void start(@Observes StartupEvent event) {
    List<String> problems = StartupChecks.problems(config, hl7Config);
    if (!problems.isEmpty()) {
      throw StartupFault.settings(problems);
    }
    keys.get().verify();
    destinations.get().verify();
    clearRows.get().seal();
    packages.get().start();
    // Before anything is sent: the opt-out list is read here.
    withdrawals.get().start();
    started = true;
    flow.get().start();
    rotation.get().start();
    forward.get().start();
    dicom.get().start();
    hl7.get().start();
    pull.get().start();
    fhirPull.get().start();
    watch.get().start();
    retention.get().start();
    questions.get().start();
    reconciliation.get().start();
  }

  void stop(@Observes ShutdownEvent event) {
    if (!started) {
      return;
    }
    questions.get().stop();
    watch.get().stop();
    fhirPull.get().stop();
    pull.get().stop();
    hl7.get().stop();
    dicom.get().stop();
    packages.get().stop();
    try {
      reconciliation.get().stop();
      retention.get().stop();
      withdrawals.get().stop();
      rotation.get().stop();
      flow.get().stop();
      forward.get().stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
