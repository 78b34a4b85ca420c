package org.therafed.registry.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.runtime.login.RouteTemplate;

/** Lets a request pass if the rule of its route allows it. */
public class AccessFilter {

  private static final String ROUTE = "therafed.route";
  private static final String BEARER = "Bearer ";

  private final CurrentIdentityAssociation identities;
  private final SiteTokens siteTokens;
  private final BearerTokens accessTokens;
  private final Caller caller;
  private final HttpServerRequest http;

  AccessFilter(
      CurrentIdentityAssociation identities,
      SiteTokens siteTokens,
      BearerTokens accessTokens,
      Caller caller,
      HttpServerRequest http) {
    this.identities = identities;
    this.siteTokens = siteTokens;
    this.accessTokens = accessTokens;
    this.caller = caller;
    this.http = http;
  }

  @ServerRequestFilter
  public Uni<Response> check(ContainerRequestContext request, ResourceInfo route) {
    String template = RouteTemplate.of(route);
    request.setProperty(ROUTE, template);
    RouteRule rule =
        RouteRules.of(request.getMethod(), template).orElseThrow(RegistryCode.FORBIDDEN::with);
    return switch (rule) {
      case PUBLIC, CLIENT -> Uni.createFrom().nullItem();
      case SITE -> site(request, template, true);
      case JOINING -> site(request, template, false);
      case RECORDS ->
          isBearer(request)
              ? site(request, template, true)
              : person(request, "payer", "researcher");
      case HOLDER -> person(request, "payer", "researcher");
      case SITE_KEY -> signed(request);
      case READER -> person(request, "payer", "researcher", "admin");
      case PERSON -> person(request, RegistryLogin.ROLES.toArray(String[]::new));
      case AUDITOR -> person(request, "auditor", "admin");
      case AUDITOR_ALONE -> person(request, "auditor");
      case ADMIN -> person(request, "admin");
    };
  }

  private static boolean isBearer(ContainerRequestContext request) {
    String authorization = request.getHeaderString("Authorization");
    return authorization != null && authorization.startsWith(BEARER);
  }

  private Uni<Response> site(ContainerRequestContext request, String template, boolean onlyLive) {
    String authorization = request.getHeaderString("Authorization");
    Optional<String> token =
        Optional.ofNullable(authorization)
            .filter(header -> header.startsWith(BEARER))
            .map(header -> header.substring(BEARER.length()).strip())
            .filter(accessTokens::isAccessToken);
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return nobodyOrPerson();
    }
    if (token.isEmpty()) {
      return proved(request)
          .invoke(proof -> require(proof.live() || !onlyLive))
          .replaceWith((Response) null);
    }
    return Uni.createFrom()
        .deferred(() -> accessTokens.grant(token.get(), ClientCertificate.of(http)))
        .runSubscriptionOn(eventLoop())
        .invoke(
            grant -> {
              caller.setSite(grant.site());
              String type = request.getUriInfo().getPathParameters().getFirst("type");
              grant.scope().require(request.getMethod(), template, type);
              require(grant.live() || !onlyLive);
            })
        .replaceWith((Response) null);
  }

  /** Whoever has logged in is told that it is not for them, not that nobody is there. */
  private Uni<Response> nobodyOrPerson() {
    return identities
        .getDeferredIdentity()
        .emitOn(eventLoop())
        .map(
            identity -> {
              throw identity.isAnonymous()
                  ? RegistryCode.TOKEN_MISSING.with()
                  : RegistryCode.FORBIDDEN.with();
            });
  }

  private static void require(boolean mayPass) {
    if (!mayPass) {
      throw RegistryCode.SITE_NOT_LIVE.with();
    }
  }

  private Uni<Response> signed(ContainerRequestContext request) {
    return proved(request).replaceWith((Response) null);
  }

  private Uni<SiteProof> proved(ContainerRequestContext request) {
    return Uni.createFrom()
        .deferred(
            () ->
                siteTokens.prove(
                    request.getHeaderString("Authorization"), ClientCertificate.of(http)))
        .runSubscriptionOn(eventLoop())
        .invoke(caller::setProof);
  }

  private Uni<Response> person(ContainerRequestContext request, String... roles) {
    return identities
        .getDeferredIdentity()
        // A password is checked on a worker thread.
        .emitOn(eventLoop())
        .map(
            identity -> {
              if (identity.isAnonymous()) {
                if (request.getMethod().equals("GET")
                    && request.getUriInfo().getPath().matches("/console(/.*)?")) {
                  return Response.seeOther(URI.create("/login")).build();
                }
                throw RegistryCode.TOKEN_MISSING.with();
              }
              for (String role : roles) {
                if (identity.hasRole(role)) {
                  caller.setPerson(identity.getPrincipal().getName());
                  return null;
                }
              }
              throw RegistryCode.FORBIDDEN.with();
            });
  }

  /** The path template of a request that came to a route, also where it was refused there. */
  public static Optional<String> routeOf(ContainerRequestContext request) {
    return Optional.ofNullable((String) request.getProperty(ROUTE));
  }

  /** The database answers on the event loop only, whatever thread the request is on. */
  private static Executor eventLoop() {
    Context context = Vertx.currentContext();
    return task -> context.runOnContext(ignored -> task.run());
  }
}
