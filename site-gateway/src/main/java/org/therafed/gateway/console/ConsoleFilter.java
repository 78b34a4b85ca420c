package org.therafed.gateway.console;

import static org.therafed.profiles.outcome.Fault.safe;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.http.PageRoutes;
import org.therafed.gateway.site.ConsoleRole;
import org.therafed.profiles.outcome.Fault;
import org.therafed.runtime.login.RouteTemplate;

/**
 * Lets a request for a page pass if the rule of its route allows it, and records it where the rule
 * says so: before the page is made, so that nobody sees what is not on record.
 */
@Singleton
public class ConsoleFilter {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  // Providers, because Quarkus makes filters before the configuration of run time is there.
  private final Provider<SecurityIdentity> identity;
  private final Provider<ConsoleAudit> audit;
  private final Provider<ProblemPage> problems;

  @Inject
  ConsoleFilter(
      Provider<SecurityIdentity> identity,
      Provider<ConsoleAudit> audit,
      Provider<ProblemPage> problems) {
    this.identity = identity;
    this.audit = audit;
    this.problems = problems;
  }

  /** Runs before every resource method of the gateway, on its thread. */
  @ServerRequestFilter
  public Optional<Response> check(
      ContainerRequestContext request, ResourceInfo route, HttpServerRequest http) {
    String template = RouteTemplate.of(route);
    if (!PageRoutes.covers(template)) {
      return Optional.empty();
    }
    Optional<RouteRule> rule = ConsoleRules.of(request.getMethod(), template);
    if (rule.equals(Optional.of(RouteRule.PUBLIC))) {
      return Optional.empty();
    }
    SecurityIdentity person = identity.get();
    if (person.isAnonymous()) {
      return Optional.of(toSignIn(request));
    }
    ConsoleAct act =
        new ConsoleAct(
            person.getPrincipal().getName(),
            http.remoteAddress() == null ? "" : http.remoteAddress().hostAddress(),
            request.getMethod() + " " + template,
            arrival(request));
    Optional<Fault> refusal = refusal(request, rule, person);
    if (refusal.isPresent()) {
      audit.get().refused(act);
      return Optional.of(problems.get().of(refusal.get()));
    }
    if (rule.orElseThrow().recorded()) {
      audit.get().done(act);
    }
    return Optional.empty();
  }

  private static Optional<Fault> refusal(
      ContainerRequestContext request, Optional<RouteRule> rule, SecurityIdentity person) {
    boolean admitted =
        rule.isPresent()
            && Arrays.stream(ConsoleRole.values())
                .anyMatch(role -> rule.get().admits(role) && person.hasRole(role.code()));
    if (!admitted) {
      return Optional.of(
          ConsoleCode.ROLE.with(safe("role", rule.map(RouteRule::needed).orElse("-"))));
    }
    // Beside the session's SameSite=strict: only a browser can say from which page a form came.
    boolean own = "same-origin".equals(request.getHeaderString("Sec-Fetch-Site"));
    return request.getMethod().equals("GET") || own
        ? Optional.empty()
        : Optional.of(ConsoleCode.OTHER_PAGE.with());
  }

  /**
   * A page that is put into another by htmx cannot be the log-in page: the whole page goes there.
   */
  private static Response toSignIn(ContainerRequestContext request) {
    return request.getHeaderString("HX-Request") == null
        ? Response.seeOther(URI.create("/login")).build()
        : Response.status(Response.Status.UNAUTHORIZED).header("HX-Redirect", "/login").build();
  }

  private static Optional<UUID> arrival(ContainerRequestContext request) {
    return Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("id"))
        .filter(id -> ID.matcher(id).matches())
        .map(UUID::fromString);
  }
}
