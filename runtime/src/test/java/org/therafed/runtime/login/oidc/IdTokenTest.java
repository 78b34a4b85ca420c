package org.therafed.runtime.login.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which ID tokens are taken. */
class IdTokenTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ISSUER = "https://login.example.org/realm";
  private static final String CLIENT = "therafed";
  private static final String NONCE = "n-0123456789";
  private static final RSAKey RSA = TestProvider.KEY;
  private static final OidcSettings SETTINGS =
      new OidcSettings(
          ISSUER,
          CLIENT,
          "secret",
          URI.create("https://registry.example.org"),
          "groups",
          Map.of("a", "admin"),
          Optional.empty(),
          "openid",
          Optional.empty(),
          Duration.ofHours(8));

  private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("subject-1")
                .audience(CLIENT)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("nonce", NONCE))
        .build();
  }

  private static String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return TestProvider.signed(claims(change), RSA, "key-1");
  }

  private static IdToken check(String token) {
    return IdToken.check(
        token,
        SETTINGS,
        NONCE,
        kid -> ProviderKeys.parse(new JWKSet(RSA).toPublicJWKSet().toString()),
        NOW);
  }

  private static String why(String token) {
    SignInRefused refused = catchThrowableOfType(SignInRefused.class, () -> check(token));
    assertThat(refused).isNotNull();
    assertThat(refused.problem()).isEqualTo(SignInProblem.UNSOUND);
    assertThat(refused.getMessage()).doesNotContain("subject-1");
    return refused.why();
  }

  private static String why(UnaryOperator<JWTClaimsSet.Builder> change) {
    return why(token(change));
  }

  @Test
  void aSoundTokenIsTaken() {
    assertThat(check(token(same -> same)).subject()).isEqualTo("subject-1");
    assertThat(check(token(one -> one.claim("azp", CLIENT))).claims()).containsKey("nonce");
    assertThat(check(token(one -> one.expirationTime(ago(59)))).subject()).isNotEmpty();
  }

  private static Date ago(long seconds) {
    return Date.from(NOW.minusSeconds(seconds));
  }

  @Test
  void everyClaimIsAsItMustBe() {
    assertThat(why(one -> one.issuer("https://login.example.org/other"))).isEqualTo("issuer");
    assertThat(why(one -> one.issuer(ISSUER + "/"))).isEqualTo("issuer");
    assertThat(why(one -> one.audience("another"))).isEqualTo("audience");
    assertThat(why(one -> one.audience(List.of(CLIENT, "another")))).isEqualTo("audience");
    assertThat(why(one -> one.audience((String) null))).isEqualTo("audience");
    assertThat(why(one -> one.claim("azp", "another"))).isEqualTo("azp");
    assertThat(why(one -> one.claim("nonce", "n-9"))).isEqualTo("nonce");
    assertThat(why(one -> one.claim("nonce", null))).isEqualTo("nonce");
    assertThat(why(one -> one.expirationTime(ago(60)))).isEqualTo("expired");
    assertThat(why(one -> one.expirationTime(null))).isEqualTo("expired");
    assertThat(why(one -> one.issueTime(null))).isEqualTo("iat-missing");
    assertThat(why(one -> one.issueTime(ago(-61)))).isEqualTo("in-the-future");
    assertThat(why(one -> one.notBeforeTime(ago(-61)))).isEqualTo("in-the-future");
    assertThat(why(one -> one.issueTime(ago(601)))).isEqualTo("old");
    assertThat(why(one -> one.subject(" "))).isEqualTo("subject");
    assertThat(why(one -> one.subject("s".repeat(256)))).isEqualTo("subject");
  }

  @Test
  void noSignatureSharedSecretsAndOtherKeysAreRefused() throws JOSEException {
    JWTClaimsSet sound = claims(same -> same);
    assertThat(why(new PlainJWT(sound).serialize())).isEqualTo("not-signed");
    assertThat(why("e30.e30.")).isEqualTo("not-signed");
    assertThat(why("x".repeat(40_000))).isEqualTo("token-too-long");
    // A public key as a shared secret: the oldest trick.
    SignedJWT shared =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), sound);
    shared.sign(new MACSigner(RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    assertThat(why(shared.serialize())).isEqualTo("algorithm");
    assertThat(why(TestProvider.signed(sound, RSA, "key-2"))).isEqualTo("kid-unknown");
    assertThat(why(TestProvider.signed(sound, RSA, null))).isEqualTo("kid-missing");
    RSAKey stranger = TestProvider.key("key-1");
    assertThat(why(TestProvider.signed(sound, stranger, "key-1"))).isEqualTo("signature");
    String token = token(same -> same);
    String changed = token(one -> one.claim("groups", "admin"));
    String[] parts = token.split("\\.", -1);
    assertThat(why(parts[0] + "." + changed.split("\\.", -1)[1] + "." + parts[2]))
        .isEqualTo("signature");
  }

  @Test
  void headersThatMeanSomethingElseAreRefused() throws JOSEException {
    assertThat(
            why(
                headed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt")))))
        .isEqualTo("typ");
    assertThat(
            why(
                headed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1))))
        .isEqualTo("crit");
    // A key that the token brings itself is not looked at.
    RSAKey stranger = TestProvider.key("key-1");
    SignedJWT own =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("key-1")
                .jwk(stranger.toPublicJWK())
                .build(),
            claims(same -> same));
    own.sign(new RSASSASigner(stranger));
    assertThat(why(own.serialize())).isEqualTo("signature");
  }

  private static String headed(JWSHeader.Builder header) throws JOSEException {
    SignedJWT jwt = new SignedJWT(header.keyID("key-1").build(), claims(same -> same));
    jwt.sign(new RSASSASigner(RSA, Set.of()));
    return jwt.serialize();
  }

  @Test
  void aKeyGoesWithItsAlgorithmAloneAndUnfitKeysAreLeftOut() throws JOSEException {
    ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    JWKSet published =
        new JWKSet(
            List.of(
                curve.toPublicJWK(),
                RSA,
                new OctetSequenceKey.Builder(new byte[32]).keyID("shared").build()));
    ProviderKeys keys = ProviderKeys.parse(published.toString(false));
    assertThat(keys.has("ec")).isTrue();
    assertThat(keys.has("shared")).isFalse();
    assertThat(keys.has("key-1")).as("published with its private half").isFalse();
    assertThat(keys.of(header(JWSAlgorithm.ES256))).isPresent();
    assertThat(keys.of(header(JWSAlgorithm.ES384))).isEmpty();
    assertThat(keys.of(header(JWSAlgorithm.RS256))).isEmpty();
    SignedJWT jwt = new SignedJWT(header(JWSAlgorithm.ES256), claims(same -> same));
    jwt.sign(new ECDSASigner(curve));
    assertThat(IdToken.check(jwt.serialize(), SETTINGS, NONCE, kid -> keys, NOW).subject())
        .isEqualTo("subject-1");
  }

  private static JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID("ec").build();
  }

  @Test
  void keySetsThatAreNoneOrTooManyAreRefused() {
    String key = TestProvider.KEY.toPublicJWK().toJSONString();
    for (String set :
        List.of(
            "", "[]", "{}", "{\"keys\":1}", "{\"keys\":[" + (key + ",").repeat(64) + key + "]}")) {
      SignInRefused refused =
          catchThrowableOfType(SignInRefused.class, () -> ProviderKeys.parse(set));
      assertThat(refused).as(set).isNotNull();
      assertThat(refused.problem()).isEqualTo(SignInProblem.UNREACHABLE);
    }
    assertThat(ProviderKeys.parse("{\"keys\":[{\"kty\":\"new\"},{}," + key + "]}").has("key-1"))
        .isTrue();
  }
}
