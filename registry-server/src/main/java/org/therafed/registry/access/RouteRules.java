package org.therafed.registry.access;

import java.util.Map;
import java.util.Optional;

/** Every route and who may use it. A route that is not here is closed to everybody. */
public final class RouteRules {

  private static final Map<String, RouteRule> RULES =
      Map.ofEntries(
          Map.entry("GET /", RouteRule.PUBLIC),
          Map.entry("GET /login", RouteRule.PUBLIC),
          Map.entry("GET /logout", RouteRule.PUBLIC),
          Map.entry("GET /console", RouteRule.READER),
          Map.entry("GET /fhir/metadata", RouteRule.PUBLIC),
          Map.entry("GET /fhir/.well-known/smart-configuration", RouteRule.PUBLIC),
          Map.entry("POST /token", RouteRule.CLIENT),
          Map.entry("GET /modules", RouteRule.PUBLIC),
          Map.entry("GET /modules/{id}", RouteRule.PUBLIC),
          Map.entry("GET /modules/{id}/questionnaire", RouteRule.PUBLIC),
          Map.entry("POST /fhir", RouteRule.SITE),
          Map.entry("GET /federation", RouteRule.JOINING),
          Map.entry("GET /federation/status", RouteRule.JOINING),
          Map.entry("GET /fhir/{type}", RouteRule.RECORDS),
          Map.entry("POST /fhir/{type}/_search", RouteRule.RECORDS),
          Map.entry("GET /fhir/{type}/_history", RouteRule.RECORDS),
          Map.entry("GET /fhir/{type}/{id}", RouteRule.RECORDS),
          Map.entry("GET /fhir/{type}/{id}/_history", RouteRule.RECORDS),
          Map.entry("GET /fhir/{type}/{id}/_history/{version}", RouteRule.RECORDS),
          Map.entry("GET /fhir/Patient/{id}/$everything", RouteRule.RECORDS),
          Map.entry("GET /fhir/$export", RouteRule.HOLDER),
          Map.entry("GET /fhir/Patient/$export", RouteRule.HOLDER),
          Map.entry("GET /fhir/bulk/{id}", RouteRule.HOLDER),
          Map.entry("DELETE /fhir/bulk/{id}", RouteRule.HOLDER),
          Map.entry("GET /fhir/bulk/{id}/{file}", RouteRule.HOLDER),
          Map.entry("GET /admin/grants", RouteRule.AUDITOR),
          Map.entry("POST /admin/grants", RouteRule.ADMIN),
          Map.entry("DELETE /admin/grants/{id}", RouteRule.ADMIN),
          Map.entry("GET /api/grants", RouteRule.HOLDER),
          Map.entry("GET /federation/grants", RouteRule.SITE),
          Map.entry("POST /federation/grants/{id}/approval", RouteRule.SITE_KEY),
          Map.entry("DELETE /federation/grants/{id}/approval", RouteRule.SITE_KEY),
          Map.entry("GET /federation/transfers/{sequence}", RouteRule.SITE),
          Map.entry("POST /federation/remaps", RouteRule.SITE),
          Map.entry("POST /federation/retractions", RouteRule.SITE),
          Map.entry("GET /federation/findings", RouteRule.SITE),
          Map.entry("GET /federation/packages", RouteRule.JOINING),
          Map.entry("GET /federation/packages/{name}", RouteRule.JOINING),
          Map.entry("GET /federation/keys", RouteRule.JOINING),
          Map.entry("POST /federation/keys", RouteRule.SITE_KEY),
          Map.entry("DELETE /federation/keys/{kid}", RouteRule.SITE_KEY),
          Map.entry("GET /federation/questions", RouteRule.SITE),
          Map.entry("POST /federation/questions/{id}", RouteRule.SITE),
          Map.entry("POST /api/federated-questions", RouteRule.READER),
          Map.entry("GET /api/federated-questions/{id}", RouteRule.READER),
          Map.entry("GET /admin/federated-questions/{id}", RouteRule.AUDITOR_ALONE),
          Map.entry("POST /onboarding/registrations", RouteRule.CLIENT),
          Map.entry("GET /onboarding", RouteRule.JOINING),
          Map.entry("POST /onboarding/profile", RouteRule.JOINING),
          Map.entry("GET /onboarding/conformance", RouteRule.JOINING),
          Map.entry("POST /onboarding/conformance", RouteRule.JOINING),
          Map.entry("POST /onboarding/live", RouteRule.JOINING),
          Map.entry("GET /admin/invitations", RouteRule.ADMIN),
          Map.entry("POST /admin/invitations", RouteRule.ADMIN),
          Map.entry("DELETE /admin/invitations/{site}", RouteRule.ADMIN),
          Map.entry("POST /admin/sites/{site}/accreditation", RouteRule.ADMIN),
          Map.entry("POST /admin/sites/{site}/live", RouteRule.ADMIN),
          Map.entry("GET /admin/sites/{site}/conformance", RouteRule.ADMIN),
          Map.entry("GET /admin/sites/{site}/history", RouteRule.ADMIN),
          Map.entry("POST /admin/sites/{site}/modules/{module}/review", RouteRule.ADMIN),
          Map.entry("GET /console/sites", RouteRule.ADMIN),
          Map.entry("POST /console/sites", RouteRule.ADMIN),
          Map.entry("GET /console/sites/{site}", RouteRule.ADMIN),
          Map.entry("GET /admin/sites/{site}/keys", RouteRule.ADMIN),
          Map.entry("POST /admin/sites/{site}/keys", RouteRule.ADMIN),
          Map.entry("DELETE /admin/sites/{site}/keys/{kid}", RouteRule.ADMIN),
          Map.entry("GET /admin/packages", RouteRule.ADMIN),
          Map.entry("GET /admin/accounts", RouteRule.ADMIN),
          Map.entry("POST /admin/accounts", RouteRule.ADMIN),
          Map.entry("DELETE /admin/accounts/{name}", RouteRule.ADMIN),
          Map.entry("POST /account/password", RouteRule.PERSON),
          Map.entry("POST /admin/sites/{site}/suspension", RouteRule.ADMIN),
          Map.entry("DELETE /admin/sites/{site}/suspension", RouteRule.ADMIN),
          Map.entry("POST /admin/sites", RouteRule.ADMIN),
          Map.entry("GET /admin/sites", RouteRule.ADMIN),
          Map.entry("GET /admin/sites/{site}/status", RouteRule.ADMIN),
          Map.entry("GET /admin/findings", RouteRule.ADMIN),
          Map.entry("GET /admin/audit", RouteRule.AUDITOR),
          Map.entry("GET /admin/audit/verification", RouteRule.AUDITOR),
          Map.entry("GET /admin/releases", RouteRule.AUDITOR_ALONE),
          Map.entry("POST /admin/cuts", RouteRule.ADMIN),
          Map.entry("GET /api/cuts", RouteRule.READER),
          Map.entry("GET /openapi.json", RouteRule.PUBLIC),
          Map.entry("GET /schemas/question-1.json", RouteRule.PUBLIC),
          Map.entry("POST /api/questions", RouteRule.READER),
          Map.entry("GET /api/questions/{id}", RouteRule.READER),
          Map.entry("POST /api/questions/{id}", RouteRule.READER),
          Map.entry("GET /api/answers/{id}", RouteRule.READER),
          Map.entry("GET /api/evidence/{question}", RouteRule.READER));

  private RouteRules() {}

  /** The rule of a route, by method and path template. */
  public static Optional<RouteRule> of(String method, String template) {
    return Optional.ofNullable(RULES.get(method + " " + template));
  }

  /** All routes with their rules. */
  public static Map<String, RouteRule> all() {
    return RULES;
  }
}
