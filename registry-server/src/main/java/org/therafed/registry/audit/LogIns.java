package org.therafed.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.therafed.registry.access.token.AssertionRefused;
import org.therafed.registry.audit.AuditedAct.Actor;
import org.therafed.runtime.login.PasswordRefused;
import org.therafed.runtime.login.RefusalLimit;
import org.therafed.runtime.login.oidc.OidcSettings;
import org.therafed.runtime.login.oidc.ProviderSignedIn;

/**
 * Records what no route records: refused log-ins, requests for tokens that are too large, and
 * sign-ins by the provider. Nothing is withheld from those that are refused: they get nothing
 * anyway.
 */
@ApplicationScoped
class LogIns {
  private static final Logger LOG = Logger.getLogger(LogIns.class);
  private static final int UNAUTHORIZED = 401;
  private static final String CALLBACK = OidcSettings.CALLBACK;

  private final AuditTrail trail;
  private final RefusalLimit limit;
  private final Clock clock;

  LogIns(AuditTrail trail, RefusalLimit limit, Clock clock) {
    this.trail = trail;
    this.limit = limit;
    this.clock = clock;
  }

  void refused(@Observes PasswordRefused refused) {
    refused(
        "POST",
        "/login",
        new Actor(Actor.Kind.UNKNOWN, refused.account()),
        refused.address(),
        UNAUTHORIZED);
  }

  void refused(@Observes AssertionRefused refused) {
    refused("POST", "/token", Actor.UNKNOWN, refused.address(), refused.status());
  }

  /** A sign-in by the provider comes to a public route, which is no event by itself. */
  void byProvider(@Observes ProviderSignedIn signIn) {
    if (signIn.taken()) {
      keep("GET", CALLBACK, new Actor(Actor.Kind.PERSON, signIn.account()), signIn.address(), 200);
    } else {
      refused(
          "GET",
          CALLBACK,
          new Actor(Actor.Kind.UNKNOWN, signIn.account()),
          signIn.address(),
          signIn.status());
    }
  }

  private void refused(String method, String route, Actor actor, String address, int status) {
    if (limit.admits(clock.instant())) {
      keep(method, route, actor, address, status);
    }
  }

  private void keep(String method, String route, Actor actor, String address, int status) {
    AuditedAct act =
        new AuditedAct(
            clock.instant(),
            method,
            route,
            actor,
            address,
            status,
            "",
            List.of(),
            limit.takeUnrecorded());
    trail
        .keep(act)
        .subscribe()
        .with(
            kept -> {},
            failure ->
                LOG.errorf("stage=audit outcome=failed cause=%s", failure.getClass().getName()));
  }
}
