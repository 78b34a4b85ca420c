package org.therafed.runtime.login.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.Setting;

/** The provider as it is asked, over loopback. */
class ProviderTest {

  private final TestProvider there = TestProvider.free();
  private final OidcSettings settings = settings(there.issuer());
  private final Moving clock = new Moving();
  private final Provider provider = new Provider(settings, clock);

  @AfterEach
  void end() {
    there.close();
  }

  static OidcSettings settings(String issuer) {
    Map<String, String> given = TestProvider.settings(issuer, "admins=admin");
    return SignInSettings.of((Setting one) -> Optional.ofNullable(given.get(one.property())))
        .provider()
        .orElseThrow();
  }

  /** A clock that stands until it is moved. */
  private static final class Moving extends Clock {
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void move(long seconds) {
      now = now.plusSeconds(seconds);
    }
  }

  private static String why(Runnable asking) {
    SignInRefused refused = catchThrowableOfType(SignInRefused.class, asking::run);
    assertThat(refused).isNotNull();
    return refused.problem().code() + " " + refused.why();
  }

  @Test
  void theBrowserIsSentWithStateNonceAndTheProofsDigest() {
    SignInState state = SignInState.random(new SecureRandom());
    URI address = provider.authorization(state, "zh");
    assertThat(address.toString()).startsWith(there.issuer() + "/authorize?response_type=code&");
    Map<String, String> asked = TestProvider.form(address.getRawQuery());
    assertThat(asked)
        .containsEntry("client_id", TestProvider.CLIENT)
        .containsEntry("redirect_uri", "http://127.0.0.1:8080/login/oidc/callback")
        .containsEntry("scope", "openid profile")
        .containsEntry("state", state.state())
        .containsEntry("nonce", state.nonce())
        .containsEntry("code_challenge", state.challenge())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("ui_locales", "zh");
    assertThat(address.toString()).doesNotContain(state.verifier());
    assertThat(provider.endSession().orElseThrow().toString())
        .startsWith(there.issuer() + "/logout?")
        .contains("client_id=" + TestProvider.CLIENT)
        .contains("post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Flogin");
  }

  @Test
  void theProofIsThatOfRfc7636() {
    // RFC 7636, appendix B.
    SignInState state = new SignInState("s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assertThat(state.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    SignInState random = SignInState.random(new SecureRandom());
    assertThat(SignInState.parse(random.text())).contains(random);
    assertThat(SignInState.parse("admin")).isEmpty();
    assertThat(random.toString()).doesNotContain(random.verifier());
  }

  @Test
  void statementsThatAreOfOthersOrNoneAreRefused() {
    there.stating(stated -> with(stated, "issuer", "https://other.example.org"));
    assertThat(why(provider::metadata)).isEqualTo("RT-OIDC-003 discovery-of-another-issuer");
    there.stating(stated -> with(stated, "token_endpoint", "http://plain.example.org/token"));
    assertThat(why(provider::metadata)).isEqualTo("RT-OIDC-003 discovery-token_endpoint");
    there.stating(stated -> with(stated, "jwks_uri", null));
    assertThat(why(provider::metadata)).isEqualTo("RT-OIDC-003 discovery-jwks_uri");
    there.stating(stated -> with(stated, "padding", "x".repeat(300_000)));
    assertThat(why(provider::metadata)).isEqualTo("RT-OIDC-003 no-answer");
    there.stating(stated -> with(stated, "jwks_uri", there.issuer() + "/moved"));
    assertThat(why(() -> provider.keys("key-1")))
        .as("no redirect is followed")
        .isEqualTo("RT-OIDC-003 keys-status-302");
    there.close();
    assertThat(why(() -> new Provider(settings, clock).metadata()))
        .isEqualTo("RT-OIDC-003 no-answer");
    assertThat(ProviderProbe.ask(settings)).isEqualTo(ProviderProbe.Found.UNUSABLE);
  }

  private static Map<String, Object> with(Map<String, Object> stated, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(stated);
    changed.put(name, value);
    return changed;
  }

  @Test
  void aReplacedKeyIsFoundAndNobodyMakesTheApplicationAskAtWill() {
    assertThat(provider.keys("key-1").has("key-1")).isTrue();
    there.publishing(TestProvider.KEY, TestProvider.key("key-2"));
    clock.move(29);
    assertThat(provider.keys("key-2").has("key-2")).isFalse();
    assertThat(there.keyRequests()).isEqualTo(1);
    clock.move(1);
    assertThat(provider.keys("key-2").has("key-2")).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(provider.keys("made-up-" + i).has("made-up-" + i)).isFalse();
    }
    assertThat(there.keyRequests()).isEqualTo(2);
    there.publishing(TestProvider.key("key-3"));
    clock.move(3601);
    assertThat(provider.keys("key-1").has("key-1")).as("taken back").isFalse();
  }

  @Test
  void codesThatTheProviderDoesNotTakeGiveNothing() {
    SignInState state = SignInState.random(new SecureRandom());
    assertThat(why(() -> provider.idToken("made-up", state)))
        .isEqualTo("RT-OIDC-004 token-status-400");
    there.answering(503);
    assertThat(why(() -> provider.idToken("made-up", state)))
        .isEqualTo("RT-OIDC-003 token-status-503");
  }

  @Test
  void theProbeSaysWhatIsLacking() {
    assertThat(ProviderProbe.ask(settings)).isEqualTo(ProviderProbe.Found.READY);
    UnaryOperator<Map<String, Object>> withoutPkce =
        stated -> with(stated, "code_challenge_methods_supported", null);
    there.stating(withoutPkce);
    assertThat(ProviderProbe.ask(settings)).isEqualTo(ProviderProbe.Found.READY_WITHOUT_PKCE);
    there.publishing();
    assertThat(ProviderProbe.ask(settings)).isEqualTo(ProviderProbe.Found.NO_KEYS);
  }
}
