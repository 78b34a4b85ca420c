package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

class SiteTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final RegisteredCertificates NO_CERTIFICATES =
      site -> Uni.createFrom().item(List.of());

  private final ECKey key;
  private final SiteTokens tokens;

  SiteTokensTest() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).generate();
    tokens =
        new SiteTokens(
            new InMemorySiteKeys().with("site-a", key),
            NO_CERTIFICATES,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void tokenOfARegisteredSiteNamesTheSite() throws JOSEException {
    assertThat(verify(signed(claims -> claims)).value()).isEqualTo("site-a");
  }

  @Test
  void siteWithCertificatesIsKnownByAConnectionWithOneOfThemOnly() throws JOSEException {
    SiteTokens bound =
        new SiteTokens(
            new InMemorySiteKeys().with("site-a", key),
            site -> Uni.createFrom().item(List.of("one", "next")),
            Clock.fixed(NOW, ZoneOffset.UTC));
    for (Optional<String> other : List.of(Optional.<String>empty(), Optional.of("other"))) {
      String token = signed(claims -> claims.jwtID("with " + other));
      assertThatThrownBy(() -> bound.prove("Bearer " + token, other).await().indefinitely())
          .hasMessageStartingWith("RG-ACCESS-002")
          .hasMessageContaining("no TLS certificate that the site has registered");
    }
    String token = signed(claims -> claims.jwtID("with next"));
    assertThat(bound.prove("Bearer " + token, Optional.of("next")).await().indefinitely().site())
        .isEqualTo(new SiteId("site-a"));
  }

  @Test
  void anyKeyOfTheSiteSignsAndIsTold() throws JOSEException {
    ECKey second = new ECKeyGenerator(Curve.P_256).generate();
    SiteTokens both =
        new SiteTokens(
            new InMemorySiteKeys().with("site-a", key).with("site-a", second),
            NO_CERTIFICATES,
            Clock.fixed(NOW, ZoneOffset.UTC));
    String token =
        signed(JWSAlgorithm.ES256, new ECDSASigner(second), claims -> claims.jwtID("second"));
    assertThat(both.prove("Bearer " + token).await().indefinitely().key())
        .isEqualTo(second.computeThumbprint().toString());
    String first = signed(claims -> claims);
    assertThat(both.prove("Bearer " + first).await().indefinitely().key())
        .isEqualTo(key.computeThumbprint().toString());
  }

  @Test
  void clocksMayDifferByLessThanAMinute() throws JOSEException {
    verify(signed(claims -> at(claims, NOW.plusSeconds(59)).jwtID("early")));
    verify(signed(claims -> at(claims, NOW.minusSeconds(300 + 59)).jwtID("late")));
    refused(signed(claims -> at(claims, NOW.plusSeconds(61))), "future");
    refused(signed(claims -> at(claims, NOW.minusSeconds(300 + 60))), "expired");
  }

  @Test
  void algorithmThatNeedsNoKeyIsRefused() {
    refused(new PlainJWT(claims().build()).serialize(), "not a signed JWT");
  }

  @Test
  void publicKeyUsedAsASharedSecretIsRefused() throws JOSEException {
    byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refused(signed(JWSAlgorithm.HS256, new MACSigner(secret), claims -> claims), "not ES256");
  }

  @Test
  void signatureOfAnotherKeyIsRefused() throws JOSEException {
    ECKey other = new ECKeyGenerator(Curve.P_256).generate();
    refused(signed(JWSAlgorithm.ES256, new ECDSASigner(other), claims -> claims), "signature");
  }

  @Test
  void changedClaimIsRefused() throws JOSEException {
    String[] one = signed(claims -> claims).split("\\.", -1);
    String[] other = signed(claims -> claims.jwtID("other")).split("\\.", -1);
    refused(one[0] + "." + other[1] + "." + one[2], "signature");
  }

  @Test
  void claimThatIsMissingOrForAnotherIsRefused() throws JOSEException {
    refused(signed(claims -> claims.audience("somebody-else")), "aud");
    refused(signed(claims -> claims.audience((String) null)), "aud");
    refused(signed(claims -> claims.issuer("site-b")), "iss and sub");
    refused(signed(claims -> claims.subject(null).issuer(null)), "iss and sub");
    refused(signed(claims -> claims.jwtID(null)), "jti");
    refused(signed(claims -> claims.jwtID("x".repeat(129))), "jti");
    refused(signed(claims -> claims.issueTime(null)), "iat or exp");
    refused(signed(claims -> claims.expirationTime(null)), "iat or exp");
    refused(
        signed(claims -> claims.expirationTime(Date.from(NOW.plusSeconds(301)))),
        "more than 300 s");
    refused(signed(claims -> claims.issuer("site-b").subject("site-b")), "not registered");
  }

  @Test
  void tokenIsAcceptedOnceAndARefusedOneDoesNotUseItsIdUp() throws JOSEException {
    ECKey other = new ECKeyGenerator(Curve.P_256).generate();
    refused(signed(JWSAlgorithm.ES256, new ECDSASigner(other), claims -> claims), "signature");
    String token = signed(claims -> claims);
    verify(token);
    refused(token, "used before");
  }

  @Test
  void replayMemoryForgetsWhatHasExpired() {
    ReplayGuard guard = new ReplayGuard();
    Instant end = NOW.plus(Duration.ofMinutes(5));
    assertThat(guard.isFirstUse("a", end, NOW)).isTrue();
    assertThat(guard.isFirstUse("a", end, NOW)).isFalse();
    for (int i = 0; i < 2_000; i++) {
      guard.isFirstUse("filler-" + i, end.plusSeconds(600), end.plusSeconds(1));
    }
    assertThat(guard.isFirstUse("a", end.plusSeconds(600), end.plusSeconds(1))).isTrue();
  }

  private org.therafed.profiles.identifier.SiteId verify(String token) {
    return tokens.prove("Bearer " + token).await().indefinitely().site();
  }

  private void refused(String token, String reason) {
    assertThatThrownBy(() -> verify(token))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(RegistryCode.TOKEN_INVALID))
        .hasMessageContaining(reason);
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(JWSAlgorithm.ES256, new ECDSASigner(key), change);
  }

  private static String signed(
      JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), change.apply(claims()).build());
    token.sign(signer);
    return token.serialize();
  }

  private static JWTClaimsSet.Builder claims() {
    return at(
        new JWTClaimsSet.Builder()
            .issuer("site-a")
            .subject("site-a")
            .audience(SiteTokens.AUDIENCE)
            .jwtID("jti-1"),
        NOW);
  }

  private static JWTClaimsSet.Builder at(JWTClaimsSet.Builder claims, Instant issued) {
    return claims.issueTime(Date.from(issued)).expirationTime(Date.from(issued.plusSeconds(300)));
  }
}
