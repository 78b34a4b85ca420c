package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.flow.Reconciliation;

/**
 * Says what the latest comparison with the registry left. It never keeps the gateway from being
 * ready.
 */
@Readiness
@Singleton
public class ReconciliationHealth implements HealthCheck {

  private final Reconciliation reconciliation;

  @Inject
  public ReconciliationHealth(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("reconciliation").up();
    try {
      Optional<Reconciliation.Result> latest = reconciliation.latest();
      answer.withData("state", latest.map(Reconciliation.Result::state).orElse("none"));
      latest.ifPresent(
          result -> {
            result.difference().ifPresent(left -> answer.withData("difference", left));
            result.comparedAt().ifPresent(at -> answer.withData("comparedAt", at.toString()));
            result.code().ifPresent(code -> answer.withData("alarm", code));
            result.alarm().ifPresent(reason -> answer.withData("alarm", reason.code()));
          });
    } catch (DatabaseFault unavailable) {
      answer.withData("state", "unknown");
    }
    return answer.build();
  }
}
