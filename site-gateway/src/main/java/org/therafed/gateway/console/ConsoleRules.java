package org.therafed.gateway.console;

import java.util.Map;
import java.util.Optional;

/** Every route of the console and who may use it. A route that is not here is closed to all. */
final class ConsoleRules {

  private static final Map<String, RouteRule> RULES =
      Map.ofEntries(
          Map.entry("GET /", RouteRule.PUBLIC),
          Map.entry("GET /login", RouteRule.PUBLIC),
          Map.entry("GET /login/oidc", RouteRule.PUBLIC),
          Map.entry("GET /login/oidc/callback", RouteRule.PUBLIC),
          Map.entry("GET /logout", RouteRule.PUBLIC),
          Map.entry("GET /console", RouteRule.STAFF),
          Map.entry("GET /console/sources", RouteRule.STAFF),
          Map.entry("POST /console/sources", RouteRule.OPERATOR),
          Map.entry("GET /console/results", RouteRule.STAFF),
          Map.entry("GET /console/questions", RouteRule.OVERSEER),
          Map.entry("POST /console/questions", RouteRule.OFFICER_RECORDED),
          Map.entry("GET /console/find", RouteRule.STAFF),
          Map.entry("POST /console/find", RouteRule.STAFF_RECORDED),
          Map.entry("GET /console/arrivals/{id}", RouteRule.STAFF_RECORDED),
          Map.entry("GET /console/arrivals/{id}/preview", RouteRule.OVERSEER_RECORDED),
          Map.entry("GET /console/quarantine", RouteRule.STAFF),
          Map.entry("POST /console/quarantine", RouteRule.KEEPER_RECORDED),
          Map.entry("GET /console/arrivals/{id}/course", RouteRule.CLINICIAN_RECORDED),
          Map.entry("GET /console/arrivals/{id}/form/{module}", RouteRule.CLINICIAN_RECORDED),
          Map.entry("GET /console/work", RouteRule.CLINICIAN_RECORDED),
          Map.entry("GET /console/form", RouteRule.CLINICIAN),
          Map.entry("GET /console/form/{module}", RouteRule.CLINICIAN),
          Map.entry("GET /console/form/{module}/group/{group}", RouteRule.CLINICIAN),
          Map.entry("POST /console/form/{module}", RouteRule.CLINICIAN_RECORDED),
          Map.entry("GET /console/keys", RouteRule.OVERSEER),
          Map.entry("GET /console/audit", RouteRule.OVERSEER),
          Map.entry("GET /console/accounts", RouteRule.OPERATOR),
          Map.entry("POST /console/accounts", RouteRule.OPERATOR_RECORDED),
          Map.entry("GET /console/password", RouteRule.STAFF),
          Map.entry("POST /console/password", RouteRule.STAFF_RECORDED));

  private ConsoleRules() {}

  /** The rule of a route, by method and path template. */
  static Optional<RouteRule> of(String method, String template) {
    return Optional.ofNullable(RULES.get(method + " " + template));
  }

  /** All routes with their rules. */
  static Map<String, RouteRule> all() {
    return RULES;
  }
}
