package org.therafed.gateway.forward.http;

import static org.therafed.profiles.outcome.Fault.safe;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.site.SecretFiles;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Phrase;

/**
 * The site's signing key, EC P-256, made at first start and kept in the data folder; signs a token
 * for each request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523">RFC 7523</a>
 */
@Singleton
public class SiteCredential {

  private static final String AUDIENCE = "therafed-registry";
  private static final Duration VALID = Duration.ofMinutes(4);

  private final Site site;
  private final ECKey key;

  @Inject
  public SiteCredential(Site site) {
    this.site = site;
    this.key = load(site.folder("keys").resolve("site-signing.jwk"), site.id());
  }

  private static ECKey load(Path file, String siteId) {
    try {
      if (!Files.exists(file)) {
        ECKey made =
            new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyID(siteId + "-1")
                .generate();
        SecretFiles.write(file, made.toJSONString());
      }
      return ECKey.parse(Files.readString(file));
    } catch (IOException | ParseException | JOSEException e) {
      throw GatewayCode.DEID_KEY.with(
          e, safe("folder", new Phrase("the data folder's keys/", "数据文件夹的 keys/")));
    }
  }

  /** The public key, for the registry's operator. */
  public Map<String, Object> publicJwk() {
    return key.toPublicJWK().toJSONObject();
  }

  /** A fresh token. */
  String token() {
    Instant now = site.clock().instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(site.id())
            .subject(site.id())
            .audience(AUDIENCE)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(VALID)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    JWSHeader header = header().build();
    SignedJWT jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("An EC P-256 key signs ES256.", e);
    }
    return jwt.serialize();
  }

  /** A payload signed by the site (JWS, RFC 7515), of a type that is stated in its header. */
  String signed(String type, byte[] payload) {
    JWSObject signed =
        new JWSObject(header().type(new JOSEObjectType(type)).build(), new Payload(payload));
    try {
      signed.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("An EC P-256 key signs ES256.", e);
    }
    return signed.serialize();
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
  }
}
