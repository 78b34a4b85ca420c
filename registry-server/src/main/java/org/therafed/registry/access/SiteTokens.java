package org.therafed.registry.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * Verifies a request that a site signed itself: a token in the form of a client assertion (RFC
 * 7523), signed ES256 with a key registered for the site, and accepted once. Gateways of the
 * version before access tokens send one with every request; keys are changed with one alone.
 */
@ApplicationScoped
public class SiteTokens {

  /** Audience of every site token. */
  public static final String AUDIENCE = "therafed-registry";

  private static final Duration LONGEST_VALIDITY = Duration.ofMinutes(5);
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private final SiteKeys keys;
  private final RegisteredCertificates certificates;
  private final Clock clock;
  private final ReplayGuard replays = new ReplayGuard();

  SiteTokens(SiteKeys keys, RegisteredCertificates certificates, Clock clock) {
    this.keys = keys;
    this.certificates = certificates;
    this.clock = clock;
  }

  /**
   * The site that signed, and with which of its keys.
   *
   * @param authorization the request's header; may be null
   * @param certificate the TLS certificate of the connection, as {@link ClientCertificate} says
   * @throws Fault (as failure) RG-ACCESS-001 without a token, RG-ACCESS-002 for a bad one
   */
  public Uni<SiteProof> prove(String authorization, Optional<String> certificate) {
    return prove(authorization)
        .call(proof -> requireCertificate(proof.site().value(), certificate));
  }

  /** The same of a token alone, whatever the connection that it came by. */
  public Uni<SiteProof> prove(String authorization) {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return Uni.createFrom().failure(RegistryCode.TOKEN_MISSING.with());
    }
    try {
      SignedJWT token = SignedJWT.parse(authorization.substring("Bearer ".length()).strip());
      JWTClaimsSet claims = token.getJWTClaimsSet();
      check(token, claims);
      return keys.keysOf(claims.getSubject())
          .map(
              known ->
                  new SiteProof(
                      new SiteId(claims.getSubject()),
                      thumbprint(signer(token, known.keys())),
                      known.live()))
          .invoke(proof -> remember(claims));
    } catch (ParseException e) {
      return Uni.createFrom().failure(invalid("it is not a signed JWT"));
    } catch (Fault e) {
      return Uni.createFrom().failure(e);
    }
  }

  private Uni<Void> requireCertificate(String site, Optional<String> certificate) {
    return certificates
        .of(site)
        .invoke(
            registered ->
                require(
                    registered.isEmpty() || registered.contains(certificate.orElse("")),
                    "the connection shows no TLS certificate that the site has registered"))
        .replaceWithVoid();
  }

  private void check(SignedJWT token, JWTClaimsSet claims) {
    Instant now = clock.instant();
    require(
        JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm()), "its algorithm is not ES256");
    require(
        claims.getSubject() != null && claims.getSubject().equals(claims.getIssuer()),
        "iss and sub are not the same site");
    require(claims.getAudience().contains(AUDIENCE), "aud is not therafed-registry");
    require(claims.getJWTID() != null && claims.getJWTID().length() <= 128, "jti is missing");
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    require(issued != null && expires != null, "iat or exp is missing");
    require(
        !expires.toInstant().isAfter(issued.toInstant().plus(LONGEST_VALIDITY)),
        "it is valid for more than 300 s");
    require(now.minus(CLOCK_DIFFERENCE).isBefore(expires.toInstant()), "it has expired");
    require(!now.plus(CLOCK_DIFFERENCE).isBefore(issued.toInstant()), "it is from the future");
  }

  /** By any key where the token names none that is known: it came before keys had names. */
  private static JWK signer(SignedJWT token, List<JWK> known) {
    require(!known.isEmpty(), "the site is not registered");
    Optional<JWK> signer = known.stream().filter(key -> Signatures.isBy(token, key)).findFirst();
    require(signer.isPresent(), "the signature is not by a registered key");
    return signer.get();
  }

  private static String thumbprint(JWK key) {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void remember(JWTClaimsSet claims) {
    Instant forget = claims.getExpirationTime().toInstant().plus(CLOCK_DIFFERENCE);
    require(
        replays.isFirstUse(claims.getSubject() + " " + claims.getJWTID(), forget, clock.instant()),
        "its jti was used before");
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw invalid(reason);
    }
  }

  private static Fault invalid(String reason) {
    return RegistryCode.TOKEN_INVALID.with(Fault.safe("reason", reason));
  }
}
