package org.therafed.runtime.login.oidc;

import io.quarkus.vertx.http.runtime.security.PersistentLoginManager;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The session's cookie, sealed with the same key and in the same form as the log-in page's, so that
 * there is one kind of session; and the cookie of a sign-in under way, sealed with a key of its
 * own, which a browser sends when the provider leads it back ({@code SameSite=Lax}) and to the
 * callback alone.
 */
@ApplicationScoped
class SessionCookies {

  private static final Duration UNDER_WAY = Duration.ofMinutes(10);
  private static final String PATH = "/login/oidc";

  private final PersistentLoginManager sessions;
  private final PersistentLoginManager states;
  private final String session;
  private final String state;

  SessionCookies(
      @ConfigProperty(name = "quarkus.http.auth.session.encryption-key") String key,
      @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String name,
      @ConfigProperty(name = "quarkus.http.auth.form.timeout") Duration idle) {
    this.session = name;
    this.state = name + "-oidc";
    this.sessions = manager(key, session, idle, CookieSameSite.STRICT, "/");
    this.states = manager(key + "/oidc", state, UNDER_WAY, CookieSameSite.LAX, PATH);
  }

  private static PersistentLoginManager manager(
      String key, String name, Duration timeout, CookieSameSite sameSite, String path) {
    long millis = timeout.toMillis();
    return new PersistentLoginManager(
        key, name, millis, millis, true, sameSite.name(), path, -1, null);
  }

  void open(String account, RoutingContext http, boolean secure) {
    sessions.save(account, http, session, null, secure);
  }

  void keep(SignInState begun, RoutingContext http, boolean secure) {
    states.save(begun.text(), http, state, null, secure);
  }

  /** What this browser began; it is forgotten. */
  Optional<SignInState> take(RoutingContext http) {
    PersistentLoginManager.RestoreResult kept = states.restore(http);
    http.response()
        .addCookie(
            Cookie.cookie(state, "")
                .setPath(PATH)
                .setMaxAge(0)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX));
    return Optional.ofNullable(kept)
        .map(PersistentLoginManager.RestoreResult::getPrincipal)
        .flatMap(SignInState::parse);
  }
}
