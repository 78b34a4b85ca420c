package org.therafed.gateway.http;

/** The routes that are pages for people: they ask for a session where others ask for a token. */
public final class PageRoutes {

  private PageRoutes() {}

  /** Whether the route of a path template is one. */
  public static boolean covers(String template) {
    return switch (template) {
      case "/", "/login", "/login/oidc", "/login/oidc/callback", "/logout", "/console" -> true;
      default -> template.startsWith("/console/");
    };
  }
}
