package org.therafed.gateway.flow;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.StartupChecks;

/** Starts what works by itself, after the configuration was found sound; stops it in order. */
@Singleton
class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  private final SiteConfig config;
  private final DicomListener dicom;
  private final FlowLoop flow;
  private final ForwardLoop forward;

  @Inject
  Lifecycle(SiteConfig config, DicomListener dicom, FlowLoop flow, ForwardLoop forward) {
    this.config = config;
    this.dicom = dicom;
    this.flow = flow;
    this.forward = forward;
  }

  void start(@Observes StartupEvent event) {
    List<String> problems = StartupChecks.problems(config);
    if (!problems.isEmpty()) {
      problems.forEach(problem -> LOG.errorf("configuration: %s", problem));
      throw new IllegalStateException(
          problems.size()
              + " settings are not sound; the gateway does not start: "
              + String.join(" ", problems));
    }
    flow.start();
    forward.start();
    dicom.start();
  }

  void stop(@Observes ShutdownEvent event) {
    dicom.stop();
    try {
      flow.stop();
      forward.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
