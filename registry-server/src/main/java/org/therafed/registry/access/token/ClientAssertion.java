package org.therafed.registry.access.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/**
 * A client assertion that says by itself what it must; whether it is true, {@link ClientAssertions}
 * finds out. What is refused here depends on nothing that the registry knows, so its reason may be
 * told to anybody.
 *
 * @param jwt signed ES256, ES384 or RS384, and not verified yet
 * @param site that claims to have signed: {@code iss} and {@code sub}
 * @param jti 1 to 128 characters, of which each is taken once
 * @param expires the claim {@code exp}
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">
 *     SMART App Launch, asymmetric client authentication</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523, section 3</a>
 */
record ClientAssertion(SignedJWT jwt, SiteId site, String jti, Instant expires) {

  /** The algorithms of signatures that are taken. */
  static final List<JWSAlgorithm> ALGORITHMS =
      List.of(JWSAlgorithm.ES384, JWSAlgorithm.RS384, JWSAlgorithm.ES256);

  /** How far the clocks of a site and the registry may differ. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private static final Duration LONGEST_VALIDITY = Duration.ofMinutes(5);
  private static final int LONGEST = 8192;
  private static final int LONGEST_NAME = 128;
  private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
  private static final Set<JOSEObjectType> TYPES =
      Set.of(JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"));

  /**
   * Reads an assertion.
   *
   * @param audiences the token endpoint's addresses, of which {@code aud} must be one and no other
   * @throws Fault RG-TOKEN-004 with the first thing that is not as it must be
   */
  static ClientAssertion read(String text, Set<String> audiences, Instant now) {
    require(text.length() <= LONGEST, "it is longer than 8192 characters", "超过 8192 个字符");
    require(
        text.chars().filter(c -> c == '.').count() == 2,
        "it is no JWT of three parts",
        "不是由三部分组成的 JWT");
    SignedJWT jwt;
    JWTClaimsSet claims;
    try {
      jwt = SignedJWT.parse(text);
      claims = jwt.getJWTClaimsSet();
    } catch (ParseException e) {
      throw unacceptable("it is no signed JWT with a set of claims", "不是带有声明集的已签名 JWT");
    }
    checkHeader(jwt.getHeader());
    SiteId site = site(claims);
    require(
        claims.getAudience().size() == 1 && audiences.contains(claims.getAudience().get(0)),
        "aud is not the address of this token endpoint alone",
        "aud 不是（或不只是）此令牌端点的地址");
    checkTimes(claims, now);
    String jti = claims.getJWTID();
    require(
        jti != null && !jti.isEmpty() && jti.length() <= LONGEST_NAME,
        "jti is missing or longer than 128 characters",
        "缺少 jti，或其超过 128 个字符");
    return new ClientAssertion(jwt, site, jti, claims.getExpirationTime().toInstant());
  }

  private static void checkHeader(JWSHeader header) {
    require(
        ALGORITHMS.contains(header.getAlgorithm()),
        "alg is none of ES384, RS384 and ES256",
        "alg 不是 ES384、RS384 或 ES256");
    // Whatever else a header may say leads to keys, or to readings, that nobody registered.
    require(
        HEADER.containsAll(header.toJSONObject().keySet()),
        "its header has more than alg, kid and typ",
        "其头部含有 alg、kid、typ 以外的内容");
    require(
        header.getType() == null || TYPES.contains(header.getType()),
        "typ is not JWT",
        "typ 不是 JWT");
    String kid = header.getKeyID();
    require(
        kid != null && !kid.isEmpty() && kid.length() <= LONGEST_NAME,
        "kid is missing or longer than 128 characters",
        "缺少 kid，或其超过 128 个字符");
  }

  private static SiteId site(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    require(
        subject != null && subject.equals(claims.getIssuer()),
        "iss and sub are not the same client id",
        "iss 与 sub 不是同一客户端标识");
    try {
      return new SiteId(subject);
    } catch (Fault e) {
      throw unacceptable("iss is no site id", "iss 不是站点标识");
    }
  }

  private static void checkTimes(JWTClaimsSet claims, Instant now) {
    Date expires = claims.getExpirationTime();
    require(expires != null, "exp is missing", "缺少 exp");
    Instant end = expires.toInstant();
    require(now.minus(CLOCK_DIFFERENCE).isBefore(end), "it has expired", "已过期");
    require(
        !end.isAfter(now.plus(LONGEST_VALIDITY).plus(CLOCK_DIFFERENCE)),
        "exp is more than 300 s ahead",
        "exp 超出当前时间 300 s 以上");
    require(
        isPast(claims.getIssueTime(), now) && isPast(claims.getNotBeforeTime(), now),
        "iat or nbf is in the future",
        "iat 或 nbf 在将来");
  }

  private static boolean isPast(Date date, Instant now) {
    return date == null || !date.toInstant().isAfter(now.plus(CLOCK_DIFFERENCE));
  }

  private static void require(boolean condition, String english, String chinese) {
    if (!condition) {
      throw unacceptable(english, chinese);
    }
  }

  private static Fault unacceptable(String english, String chinese) {
    return RegistryCode.CLIENT_ASSERTION.with(Fault.safe("reason", new Phrase(english, chinese)));
  }

  @Override
  public String toString() {
    return "ClientAssertion[…]";
  }
}
