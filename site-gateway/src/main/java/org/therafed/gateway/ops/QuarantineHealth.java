package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.flow.HeldAgeing;

/** Says how much is held and for how long. It never keeps the gateway from being ready. */
@Readiness
@Singleton
public class QuarantineHealth implements HealthCheck {

  private final HeldAgeing ageing;

  @Inject
  public QuarantineHealth(HeldAgeing ageing) {
    this.ageing = ageing;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("quarantine").up();
    try {
      List<HeldAgeing.Held> held = ageing.byCode();
      answer.withData("held", held.stream().mapToLong(HeldAgeing.Held::count).sum());
      held.stream()
          .map(HeldAgeing.Held::oldest)
          .min(Instant::compareTo)
          .ifPresent(oldest -> answer.withData("oldestDays", ageing.days(oldest)));
      ageing.alarm().ifPresent(reason -> answer.withData("alarm", reason.code()));
    } catch (DatabaseFault unavailable) {
      answer.withData("held", "unknown");
    }
    return answer.build();
  }
}
