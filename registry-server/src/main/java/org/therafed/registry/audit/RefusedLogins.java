package org.therafed.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.therafed.registry.access.token.AssertionRefused;
import org.therafed.registry.audit.AuditedAct.Actor;
import org.therafed.runtime.login.PasswordRefused;
import org.therafed.runtime.login.RefusalLimit;

/**
 * Records what was refused before any route saw it: log-ins, and requests for tokens that are too
 * large. Nothing is withheld from them: they get nothing anyway.
 */
@ApplicationScoped
class RefusedLogins {
  private static final Logger LOG = Logger.getLogger(RefusedLogins.class);
  private static final int UNAUTHORIZED = 401;

  private final AuditTrail trail;
  private final RefusalLimit limit;
  private final Clock clock;

  RefusedLogins(AuditTrail trail, RefusalLimit limit, Clock clock) {
    this.trail = trail;
    this.limit = limit;
    this.clock = clock;
  }

  void refused(@Observes PasswordRefused refused) {
    keep(
        "/login",
        new Actor(Actor.Kind.UNKNOWN, refused.account()),
        refused.address(),
        UNAUTHORIZED);
  }

  void refused(@Observes AssertionRefused refused) {
    keep("/token", Actor.UNKNOWN, refused.address(), refused.status());
  }

  private void keep(String route, Actor actor, String address, int status) {
    Instant now = clock.instant();
    if (!limit.admits(now)) {
      return;
    }
    AuditedAct act =
        new AuditedAct(
            now, "POST", route, actor, address, status, "", List.of(), limit.takeUnrecorded());
    trail
        .keep(act)
        .subscribe()
        .with(
            kept -> {},
            failure ->
                LOG.errorf("stage=audit outcome=failed cause=%s", failure.getClass().getName()));
  }
}
