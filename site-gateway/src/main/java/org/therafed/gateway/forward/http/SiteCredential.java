package org.therafed.gateway.forward.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.federated.SiteAnswer;

/**
 * The site's signing key, EC P-256, made at first start and kept in the data folder: proves the
 * site to the registry. {@link KeyRotation} replaces it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523">RFC 7523</a>
 */
@Singleton
public class SiteCredential {

  private static final String AUDIENCE = "therafed-registry";
  private static final String PROOF_TYPE = "therafed-proof+jws";
  private static final Duration VALID = Duration.ofMinutes(4);

  private final Site site;
  private final SigningKeys files;

  /** Replaced as a whole, so that a request is signed by one key. */
  private volatile ECKey key;

  @Inject
  public SiteCredential(Site site) {
    this.site = site;
    this.files = new SigningKeys(site.folder("keys"), site.id());
    this.key = files.present();
  }

  /** That of a site which has a key already; none is made. */
  public static Optional<SiteCredential> existing(Site site) {
    return Files.exists(site.folder("keys").resolve(SigningKeys.PRESENT))
        ? Optional.of(new SiteCredential(site))
        : Optional.empty();
  }

  /** The public key, for the registry's operator. */
  public Map<String, Object> publicJwk() {
    return key.toPublicJWK().toJSONObject();
  }

  /** All public keys that the registry may have to know: more than one while it is replaced. */
  public Map<String, Object> publicJwks() {
    return new JWKSet(
            Stream.of(Optional.of(key), files.next(), files.previous())
                .flatMap(Optional::stream)
                .map(each -> (JWK) each)
                .distinct()
                .toList())
        .toJSONObject(true);
  }

  /** Name of the key in use. */
  public String kid() {
    return key.getKeyID();
  }

  SigningKeys files() {
    return files;
  }

  /** The next key signs from now on. */
  void promoteNext() {
    files.promote();
    key = files.present();
  }

  /** A fresh token for one request, signed by the key in use. */
  String token() {
    return token(key);
  }

  /** A fresh token for one request, signed by one of the site's keys. */
  String token(ECKey by) {
    return signed(by, AUDIENCE);
  }

  /** A fresh client assertion for a token endpoint, signed by the key in use. */
  String assertion(String endpoint) {
    return signed(key, endpoint);
  }

  /**
   * The tokens that a conformance run asks for: one that is valid, one for somebody else, one that
   * has expired, one without a signature.
   */
  Map<String, String> conformanceTokens() {
    Instant now = site.clock().instant();
    return Map.of(
        "valid", token(),
        "otherAudience", signed(key, "another-registry"),
        "expired", signed(key, claims(AUDIENCE, now.minus(Duration.ofHours(1)))),
        "unsigned", new PlainJWT(claims(AUDIENCE, now)).serialize());
  }

  private String signed(ECKey by, String audience) {
    return signed(by, claims(audience, site.clock().instant()));
  }

  private JWTClaimsSet claims(String audience, Instant from) {
    return new JWTClaimsSet.Builder()
        .issuer(site.id())
        .subject(site.id())
        .audience(audience)
        .issueTime(Date.from(from))
        .expirationTime(Date.from(from.plus(VALID)))
        .jwtID(UUID.randomUUID().toString())
        .build();
  }

  private static String signed(ECKey by, JWTClaimsSet claims) {
    JWSHeader header = header(by).build();
    SignedJWT jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new ECDSASigner(by));
    } catch (JOSEException e) {
      throw new IllegalStateException("An EC P-256 key signs ES256.", e);
    }
    return jwt.serialize();
  }

  /** A payload signed by the site (JWS, RFC 7515), of a type that is stated in its header. */
  String signed(String type, byte[] payload) {
    ECKey by = key;
    JWSObject signed =
        new JWSObject(header(by).type(new JOSEObjectType(type)).build(), new Payload(payload));
    try {
      signed.sign(new ECDSASigner(by));
    } catch (JOSEException e) {
      throw new IllegalStateException("An EC P-256 key signs ES256.", e);
    }
    return signed.serialize();
  }

  /** An answer to a question of the registry, signed. */
  public String signedAnswer(byte[] answer) {
    return signed(SiteAnswer.TYPE, answer);
  }

  /** A report of the site's own proof, signed. */
  public String signedProof(byte[] report) {
    return signed(PROOF_TYPE, report);
  }

  /** The report, if a key that the site has or had last signed it. */
  public Optional<byte[]> verifiedProof(String signed) {
    try {
      JWSObject report = JWSObject.parse(signed.strip());
      if (!new JOSEObjectType(PROOF_TYPE).equals(report.getHeader().getType())) {
        return Optional.empty();
      }
      for (ECKey each : Stream.concat(Stream.of(key), files.previous().stream()).toList()) {
        if (report.verify(new ECDSAVerifier(each))) {
          return Optional.of(report.getPayload().toBytes());
        }
      }
      return Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static JWSHeader.Builder header(ECKey by) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(by.getKeyID());
  }
}
