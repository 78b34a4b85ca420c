package org.therafed.runtime.login.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * An ID token that is by the provider, for this application and for this sign-in.
 *
 * @param subject the person at the provider, 1 to 255 characters
 * @param claims all that it says
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
 *     Connect Core 1.0, section 3.1.3.7</a>
 */
record IdToken(String subject, Map<String, Object> claims) {

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  /** A token of this sign-in was made moments ago. */
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private static final int LONGEST = 32 << 10;
  private static final int LONGEST_NAME = 255;

  /**
   * Checks a token.
   *
   * @param keys the provider's keys, by the name that the token gives one
   * @throws SignInRefused RT-OIDC-005 with the first thing that is not as it must be, for the log
   */
  static IdToken check(
      String text,
      OidcSettings settings,
      String nonce,
      Function<String, ProviderKeys> keys,
      Instant now) {
    require(text.length() <= LONGEST, "token-too-long");
    SignedJWT jwt;
    JWTClaimsSet claims;
    try {
      // Fails for algorithm none, too.
      jwt = SignedJWT.parse(text);
      claims = jwt.getJWTClaimsSet();
    } catch (ParseException | IllegalArgumentException e) {
      throw new SignInRefused(SignInProblem.UNSOUND, "not-signed");
    }
    checkHeader(jwt.getHeader());
    checkSignature(jwt, keys.apply(jwt.getHeader().getKeyID()));
    require(settings.issuer().equals(claims.getIssuer()), "issuer");
    require(claims.getAudience().equals(List.of(settings.clientId())), "audience");
    Object authorized = claims.getClaim("azp");
    require(authorized == null || settings.clientId().equals(authorized), "azp");
    checkTimes(claims, now);
    require(
        claims.getClaim("nonce") instanceof String said && SignInState.same(nonce, said), "nonce");
    String subject = claims.getSubject();
    require(subject != null && !subject.isBlank() && subject.length() <= LONGEST_NAME, "subject");
    return new IdToken(subject, claims.getClaims());
  }

  private static void checkHeader(JWSHeader header) {
    require(ALGORITHMS.contains(header.getAlgorithm()), "algorithm");
    require(header.getCriticalParams() == null || header.getCriticalParams().isEmpty(), "crit");
    require(header.getType() == null || JOSEObjectType.JWT.equals(header.getType()), "typ");
    String kid = header.getKeyID();
    require(kid != null && !kid.isEmpty() && kid.length() <= LONGEST_NAME, "kid-missing");
  }

  private static void checkSignature(SignedJWT jwt, ProviderKeys keys) {
    JWSHeader header = jwt.getHeader();
    JWK key =
        keys.of(header).orElseThrow(() -> new SignInRefused(SignInProblem.UNSOUND, "kid-unknown"));
    try {
      require(
          key instanceof AsymmetricJWK pair
              && jwt.verify(
                  new DefaultJWSVerifierFactory().createJWSVerifier(header, pair.toPublicKey())),
          "signature");
    } catch (JOSEException e) {
      throw new SignInRefused(SignInProblem.UNSOUND, "signature");
    }
  }

  private static void checkTimes(JWTClaimsSet claims, Instant now) {
    Date ends = claims.getExpirationTime();
    require(ends != null && now.minus(CLOCK_DIFFERENCE).isBefore(ends.toInstant()), "expired");
    Date issued = claims.getIssueTime();
    require(issued != null, "iat-missing");
    require(isPast(issued, now) && isPast(claims.getNotBeforeTime(), now), "in-the-future");
    require(now.minus(OLDEST).isBefore(issued.toInstant()), "old");
  }

  private static boolean isPast(Date date, Instant now) {
    return date == null || !date.toInstant().isAfter(now.plus(CLOCK_DIFFERENCE));
  }

  private static void require(boolean holds, String why) {
    if (!holds) {
      throw new SignInRefused(SignInProblem.UNSOUND, why);
    }
  }

  @Override
  public String toString() {
    return "IdToken[…]";
  }
}
