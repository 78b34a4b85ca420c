package org.therafed.runtime.login.oidc;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Sign-in by the provider: OpenID Connect, authorization code flow with PKCE. What follows is the
 * session that a password would have opened. Blocking.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth">OpenID Connect
 *     Core 1.0, section 3.1</a>
 */
@ApplicationScoped
public class ProviderSignIn {

  private static final Logger LOG = Logger.getLogger(ProviderSignIn.class);
  private static final int AT_ONCE = 8;
  private static final int LONGEST_CODE = 4096;
  private static final int DONE = 200;

  private final Optional<OidcSettings> settings;
  private final Optional<Provider> provider;
  private final ProviderAccounts accounts;
  private final SessionCookies cookies;
  private final CurrentVertxRequest request;
  private final Event<ProviderSignedIn> events;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(AT_ONCE);

  ProviderSignIn(
      SignInSettings ways,
      ProviderAccounts accounts,
      SessionCookies cookies,
      CurrentVertxRequest request,
      Event<ProviderSignedIn> events,
      Clock clock) {
    this.settings = ways.provider();
    this.provider = settings.map(known -> new Provider(known, clock));
    this.accounts = accounts;
    this.cookies = cookies;
    this.request = request;
    this.events = events;
    this.clock = clock;
  }

  /** Whether an account is one of a provider, by its name. */
  public static boolean isOf(String account) {
    return account.startsWith(ProviderAccount.PREFIX);
  }

  /** Whether there is a provider. */
  public boolean isOffered() {
    return provider.isPresent();
  }

  /**
   * Begins a sign-in in this browser.
   *
   * @param language tag of the page's language
   * @return where the browser goes on
   * @throws SignInRefused RT-OIDC-003, RT-OIDC-008
   */
  public URI begin(String language) {
    SignInState state = SignInState.random(random);
    try {
      enter();
      try {
        URI address = provider.orElseThrow().authorization(state, language);
        cookies.keep(state, request.getCurrent(), isSecure());
        return address;
      } finally {
        places.release();
      }
    } catch (SignInRefused refused) {
      throw told(refused);
    }
  }

  /**
   * Ends a sign-in with what the provider sent the browser back with; the browser has a session
   * when this returns.
   *
   * @throws SignInRefused RT-OIDC-001 to RT-OIDC-008; nobody is signed in
   */
  public void finish() {
    RoutingContext http = request.getCurrent();
    String address = http.request().remoteAddress().hostAddress();
    String known = "";
    try {
      SignInState begun =
          cookies
              .take(http)
              .orElseThrow(() -> new SignInRefused(SignInProblem.BEGIN_AGAIN, "no-state"));
      IdToken token = token(begun, http);
      known = ProviderAccount.nameOf(settings.orElseThrow().issuer(), token.subject());
      if (!accounts.isFirstUse(begun.nonce())) {
        throw new SignInRefused(SignInProblem.BEGIN_AGAIN, "replayed");
      }
      ProviderAccount account = account(token, known);
      accounts.keep(account, settings.orElseThrow().session());
      events.fire(new ProviderSignedIn(known, address, true, DONE));
      cookies.open(known, http, isSecure());
    } catch (SignInRefused refused) {
      events.fire(new ProviderSignedIn(known, address, false, refused.problem().status()));
      throw told(refused);
    }
  }

  private ProviderAccount account(IdToken token, String name) {
    try {
      return ProviderAccount.of(token, settings.orElseThrow());
    } catch (SignInRefused refused) {
      accounts.end(name);
      throw refused;
    }
  }

  private IdToken token(SignInState begun, RoutingContext http) {
    if (!SignInState.same(begun.state(), one(http, "state").orElse(null))) {
      throw new SignInRefused(SignInProblem.BEGIN_AGAIN, "state");
    }
    enter();
    try {
      Provider asked = provider.orElseThrow();
      OidcSettings known = settings.orElseThrow();
      Optional<String> issuer = one(http, "iss");
      if (issuer.map(said -> !said.equals(known.issuer())).orElse(asked.metadata().namesIssuer())) {
        throw new SignInRefused(SignInProblem.UNSOUND, "iss-of-the-answer");
      }
      if (http.queryParams().contains("error")) {
        throw new SignInRefused(SignInProblem.NOT_GRANTED, "error");
      }
      String code =
          one(http, "code")
              .filter(text -> text.length() <= LONGEST_CODE)
              .orElseThrow(() -> new SignInRefused(SignInProblem.BEGIN_AGAIN, "no-code"));
      return IdToken.check(
          asked.idToken(code, begun), known, begun.nonce(), asked::keys, clock.instant());
    } finally {
      places.release();
    }
  }

  /** A parameter that is there once. */
  private static Optional<String> one(RoutingContext http, String name) {
    List<String> values = http.queryParam(name);
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private void enter() {
    if (!places.tryAcquire()) {
      throw new SignInRefused(SignInProblem.BUSY, "busy");
    }
  }

  private boolean isSecure() {
    return "https".equals(settings.orElseThrow().console().getScheme());
  }

  private static SignInRefused told(SignInRefused refused) {
    LOG.infof(
        "stage=sign-in outcome=refused code=%s why=%s", refused.problem().code(), refused.why());
    return refused;
  }

  /**
   * Where a browser that signs out here goes on to sign out at the provider, too.
   *
   * @param account who signs out
   * @return empty for a local account, or where the provider offers none or cannot be asked
   */
  public Optional<URI> end(String account) {
    if (provider.isEmpty() || !isOf(account)) {
      return Optional.empty();
    }
    try {
      return provider.get().endSession();
    } catch (SignInRefused refused) {
      told(refused);
      return Optional.empty();
    }
  }
}
