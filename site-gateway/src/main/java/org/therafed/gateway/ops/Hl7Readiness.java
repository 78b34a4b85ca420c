package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.therafed.gateway.intake.hl7.MllpListener;

/** Ready only while the MLLP port is open, where one is configured. */
@Readiness
@Singleton
public class Hl7Readiness implements HealthCheck {

  private final MllpListener listener;

  @Inject
  public Hl7Readiness(MllpListener listener) {
    this.listener = listener;
  }

  @Override
  public HealthCheckResponse call() {
    int port = listener.port();
    return HealthCheckResponse.named("HL7 listener")
        .status(port > 0 || !listener.isConfigured())
        .withData("port", port)
        .build();
  }
}
