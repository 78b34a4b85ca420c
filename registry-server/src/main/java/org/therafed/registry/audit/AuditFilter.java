package org.therafed.registry.audit;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.access.AccessFilter;
import org.therafed.registry.access.Caller;
import org.therafed.registry.access.RouteRule;
import org.therafed.registry.access.RouteRules;
import org.therafed.registry.audit.AuditedAct.Actor;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.runtime.login.RefusalLimit;

/**
 * Records what persons do, what sites read, and what is refused to anybody, before the answer
 * leaves: an answer whose event cannot be kept is not given. A transfer that was stored is no
 * event: the table of transfers is its record, which says no more than the month
 * (docs/security.md), and an exact time beside it would undo that.
 */
public class AuditFilter {
  static final String HEAD = "Therafed-Audit-Head";

  /** Says that pseudonyms changed, not whose: the time of it tells nothing of a person. */
  private static final String REMAPS = "/federation/remaps";

  /** Says that somebody's records were taken back, not whose. */
  private static final String RETRACTIONS = "/federation/retractions";

  /** Says that a site has answered a question with sums, and when. */
  private static final String QUESTIONS = "/federation/questions/";

  private static final String TOKEN = "/token";

  /** Tells that a record stands as it was, and so is a reading of it. */
  private static final int NOT_MODIFIED = 304;

  private static final Set<RouteRule> SITES =
      Set.of(RouteRule.SITE, RouteRule.JOINING, RouteRule.SITE_KEY);

  private static final Logger LOG = Logger.getLogger(AuditFilter.class);

  private final AuditTrail trail;
  private final RefusalLimit limit;
  private final Caller caller;
  private final CurrentIdentityAssociation identities;
  private final HttpServerRequest http;
  private final Clock clock;

  AuditFilter(
      AuditTrail trail,
      RefusalLimit limit,
      Caller caller,
      CurrentIdentityAssociation identities,
      HttpServerRequest http,
      Clock clock) {
    this.trail = trail;
    this.limit = limit;
    this.caller = caller;
    this.identities = identities;
    this.http = http;
    this.clock = clock;
  }

  @ServerResponseFilter
  public Uni<Void> record(ContainerRequestContext request, ContainerResponseContext response) {
    Optional<String> asked = AccessFilter.routeOf(request);
    if (asked.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String route = asked.get();
    Optional<RouteRule> rule = RouteRules.of(request.getMethod(), route);
    if (rule.filter(SITES::contains).isPresent()
        || (rule.equals(Optional.of(RouteRule.RECORDS)) && caller.known().isPresent())) {
      trail.lastKnown().ifPresent(head -> response.getHeaders().putSingle(HEAD, head.text()));
    }
    int status = response.getStatus();
    if (!isEvent(rule, request.getMethod(), route, status)) {
      return Uni.createFrom().voidItem();
    }
    return actor()
        .flatMap(actor -> keep(actor, request.getMethod(), route, status))
        .onFailure()
        .recoverWithItem(
            failure -> {
              withhold(request, response, failure);
              return null;
            });
  }

  private Uni<Void> keep(Actor actor, String method, String route, int status) {
    Instant now = clock.instant();
    if (actor.kind() == Actor.Kind.UNKNOWN && !limit.admits(now)) {
      return Uni.createFrom().voidItem();
    }
    AuditedAct act =
        new AuditedAct(
            now,
            method,
            route,
            actor,
            http.remoteAddress().hostAddress(),
            status,
            status >= 400 ? "" : caller.asked().orElseGet(http::uri),
            grounds(),
            limit.takeUnrecorded());
    return trail.keep(act).replaceWithVoid();
  }

  /** By what the person was allowed: row-level grants and projects. */
  private List<String> grounds() {
    return Stream.concat(
            caller.grants().stream().map(grant -> "row-level grant " + grant),
            caller.projects().stream().map(project -> "project " + project))
        .toList();
  }

  static boolean isEvent(Optional<RouteRule> rule, String method, String route, int status) {
    if (rule.equals(Optional.of(RouteRule.PUBLIC))) {
      return false;
    }
    if (status >= 400 || rule.isEmpty()) {
      return true;
    }
    if (status >= 300 && status != NOT_MODIFIED) {
      return false;
    }
    if (route.equals(TOKEN)) {
      // A token is asked for right before transfers are sent: its time would tell theirs.
      return false;
    }
    return (rule.get() != RouteRule.SITE && rule.get() != RouteRule.JOINING)
        || (method.equals("POST") && route.startsWith("/onboarding/"))
        || (method.equals("POST") && route.startsWith(QUESTIONS))
        || route.equals(REMAPS)
        || route.equals(RETRACTIONS);
  }

  private Uni<Actor> actor() {
    if (caller.known().isPresent()) {
      return Uni.createFrom()
          .item(new Actor(Actor.Kind.SITE, caller.known().orElseThrow().value()));
    }
    if (caller.claimed().isPresent()) {
      return Uni.createFrom()
          .item(new Actor(Actor.Kind.UNKNOWN, caller.claimed().orElseThrow().value()));
    }
    return identities
        .getDeferredIdentity()
        .map(
            identity ->
                identity.isAnonymous()
                    ? Actor.UNKNOWN
                    : new Actor(Actor.Kind.PERSON, identity.getPrincipal().getName()));
  }

  private static void withhold(
      ContainerRequestContext request, ContainerResponseContext response, Throwable failure) {
    Fault fault = RegistryCode.STORE_UNAVAILABLE.with(failure);
    FaultBody body = FaultBody.of(fault, request.getUriInfo().getPath());
    LOG.errorf("outcome=failed %s cause=%s", fault.getMessage(), failure.getClass().getName());
    response.getHeaders().putSingle("Retry-After", "2");
    response.setStatus(FaultBody.status(fault));
    response.setEntity(body.text(), new Annotation[0], MediaType.valueOf(body.mediaType()));
  }
}
