package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.therafed.gateway.intake.dimse.DicomListener;

/** Ready only while the DICOM port is open. */
@Readiness
@Singleton
public class DicomReadiness implements HealthCheck {

  private final DicomListener listener;

  @Inject
  public DicomReadiness(DicomListener listener) {
    this.listener = listener;
  }

  @Override
  public HealthCheckResponse call() {
    int port = listener.port();
    return HealthCheckResponse.named("DICOM listener")
        .status(port > 0)
        .withData("port", port)
        .build();
  }
}
