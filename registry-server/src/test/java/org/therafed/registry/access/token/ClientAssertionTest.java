package org.therafed.registry.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

class ClientAssertionTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ENDPOINT = "https://registry.example.org/token";

  private final ECKey key;

  ClientAssertionTest() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
  }

  @Test
  void whatItSaysIsRead() throws JOSEException {
    ClientAssertion read = read(signed(claims -> claims));
    assertThat(read.site().value()).isEqualTo("site-a");
    assertThat(read.jti()).isEqualTo("jti-1");
    assertThat(read.expires()).isEqualTo(NOW.plusSeconds(300));
    assertThat(read.toString()).doesNotContain("site-a", "jti-1");
  }

  @Test
  void algorithmsWithoutAKeyOfTheSiteAreRefused() throws JOSEException {
    refused(new PlainJWT(claims().build()).serialize(), "signed");
    byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    for (JWSAlgorithm shared : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384)) {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(shared).keyID("key-1").build(), claims().build());
      token.sign(new MACSigner(secret));
      refused(token.serialize(), "alg");
    }
    refused(header("{\"alg\":\"none\",\"kid\":\"key-1\"}"), "signed");
    refused(header("{\"alg\":\"RS256\",\"kid\":\"key-1\"}"), "alg");
    refused(header("{\"alg\":\"es256\",\"kid\":\"key-1\"}"), "alg");
  }

  @Test
  void headerThatLeadsElsewhereIsRefused() throws JOSEException {
    refused(signed(b -> b.jwk(key.toPublicJWK()), claims().build()), "header");
    refused(
        signed(b -> b.jwkURL(URI.create("https://a.example/keys")), claims().build()), "header");
    refused(
        signed(b -> b.x509CertURL(URI.create("https://a.example/c")), claims().build()), "header");
    refused(signed(b -> b.contentType("JWT"), claims().build()), "header");
    refused(
        signed(b -> b.criticalParams(Set.of("x")).customParam("x", 1), claims().build()), "header");
    refused(signed(b -> b.type(new JOSEObjectType("therafed-remap+jws")), claims().build()), "typ");
    refused(signed(b -> b.keyID(null), claims().build()), "kid");
    refused(signed(b -> b.keyID("k".repeat(129)), claims().build()), "kid");
  }

  @Test
  void audienceIsThisEndpointAlone() throws JOSEException {
    refused(signed(claims -> claims.audience("https://other.example.org/token")), "aud");
    refused(signed(claims -> claims.audience("https://registry.example.org")), "aud");
    refused(signed(claims -> claims.audience("therafed-registry")), "aud");
    refused(signed(claims -> claims.audience((String) null)), "aud");
    refused(
        signed(claims -> claims.audience(List.of(ENDPOINT, "https://other.example.org/token"))),
        "aud");
  }

  @Test
  void clocksMayDifferByLessThanAMinute() throws JOSEException {
    read(signed(claims -> expires(claims, -59)));
    refused(signed(claims -> expires(claims, -60)), "expired");
    read(signed(claims -> expires(claims, 360)));
    refused(signed(claims -> expires(claims, 361)), "300 s");
    refused(signed(claims -> expires(claims, 86_400)), "300 s");
    read(signed(claims -> claims.issueTime(Date.from(NOW.plusSeconds(60)))));
    refused(signed(claims -> claims.issueTime(Date.from(NOW.plusSeconds(61)))), "future");
    refused(signed(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(61)))), "future");
    refused(signed(claims -> claims.expirationTime(null)), "exp");
  }

  @Test
  void clientIsTheIssuerAndTheSubjectAndASite() throws JOSEException {
    refused(signed(claims -> claims.issuer("site-b")), "iss and sub");
    refused(signed(claims -> claims.subject(null).issuer(null)), "iss and sub");
    refused(signed(claims -> claims.subject("A B").issuer("A B")), "no site id");
    refused(signed(claims -> claims.subject("a".repeat(41)).issuer("a".repeat(41))), "no site id");
  }

  @Test
  void jtiIsNeededAndBounded() throws JOSEException {
    refused(signed(claims -> claims.jwtID(null)), "jti");
    refused(signed(claims -> claims.jwtID("")), "jti");
    refused(signed(claims -> claims.jwtID("j".repeat(129))), "jti");
  }

  @Test
  void oversizedNestedAndOtherTextsAreRefused() throws JOSEException {
    refused("a".repeat(8193), "8192");
    refused(signed(claims -> claims.claim("padding", "p".repeat(9000))), "8192");
    refused("a.b.c.d.e", "three parts");
    refused("", "three parts");
    refused("..", "signed");
    refused("a.b.c", "signed");
    String inner = signed(claims -> claims);
    refused(payload(inner), "set of claims");
    refused(payload("[]"), "");
    refused(payload("{\"iss\":" + "[".repeat(2000) + "]".repeat(2000) + "}"), "");
    refused(payload("{\"iss\":\"site-a\",\"sub\":\"site-a\",\"exp\":\"soon\"}"), "");
  }

  private static ClientAssertion read(String text) {
    return ClientAssertion.read(text, Set.of(ENDPOINT), NOW);
  }

  private static void refused(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(RegistryCode.CLIENT_ASSERTION))
        .hasMessageContaining(reason);
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return signed(header -> header, change.apply(claims()).build());
  }

  private String signed(UnaryOperator<JWSHeader.Builder> header, JWTClaimsSet claims)
      throws JOSEException {
    JWSHeader.Builder builder = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key-1");
    SignedJWT token = new SignedJWT(header.apply(builder).build(), claims);
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private String payload(String text) throws JOSEException {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key-1").build(), new Payload(text));
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  /** A sound assertion's claims and signature under another header. */
  private String header(String json) throws JOSEException {
    String[] parts = signed(claims -> claims).split("\\.", -1);
    String header =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return header + "." + parts[1] + "." + parts[2];
  }

  private static JWTClaimsSet.Builder claims() {
    return expires(
        new JWTClaimsSet.Builder()
            .issuer("site-a")
            .subject("site-a")
            .audience(ENDPOINT)
            .jwtID("jti-1"),
        300);
  }

  private static JWTClaimsSet.Builder expires(JWTClaimsSet.Builder claims, int seconds) {
    return claims.expirationTime(Date.from(NOW.plusSeconds(seconds)));
  }
}
