package org.therafed.registry;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.identifier.TransferSequence;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.profiles.transfer.TransferBundle;

/** A registered hospital that sends transfers over HTTP. */
public final class TestSite {

  /** Name of the cookie of a person's session. */
  public static final String SESSION = "therafed-session";

  private static String adminSession;

  /** Sends a JWS as what it is. */
  public static final RestAssuredConfig AS_TEXT =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .encodeContentTypeAs(PseudonymRemap.MEDIA_TYPE, ContentType.TEXT));

  private static final String FHIR_JSON = "application/fhir+json";

  private final String id;
  private final ECKey key;
  private final AtomicLong sequence = new AtomicLong();

  private TestSite(String id, ECKey key) {
    this.id = id;
    this.key = key;
  }

  /** Registers a site with a name of its own, so that tests do not see each other's records. */
  public static TestSite registered(String prefix) {
    TestSite site = unregistered(prefix);
    site.register("Hospital").then().statusCode(201);
    return site;
  }

  /** Asks for the registration under a name for people. */
  Response register(String name) {
    return asAdmin()
        .contentType("application/json")
        .body(Map.of("id", id, "name", name, "jwk", key.toPublicJWK().toJSONObject()))
        .post("/admin/sites");
  }

  public static TestSite unregistered(String prefix) {
    try {
      String id = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
      return new TestSite(id, new ECKeyGenerator(Curve.P_256).generate());
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A request within one session for all tests: a password would be hashed for each. */
  public static synchronized RequestSpecification asAdmin() {
    if (adminSession == null) {
      adminSession = TestPerson.admin().session();
    }
    return given().cookie(SESSION, adminSession);
  }

  /** For a program that asks several registries one after another. */
  static synchronized void forgetAdmin() {
    adminSession = null;
  }

  /** Freezes a data cut of all that has arrived; returns its name. */
  public static String freeze() {
    return asAdmin().post("/admin/cuts").then().statusCode(201).extract().path("name");
  }

  public String id() {
    return id;
  }

  /** The private key that it was registered with. */
  public ECKey key() {
    return key;
  }

  public byte[] next(ObjectNode... resources) {
    return transfer(sequence.incrementAndGet(), resources);
  }

  public byte[] transfer(long number, ObjectNode... resources) {
    return TransferBundle.bytes(TransferBundle.build(new SiteId(id), number, List.of(resources)));
  }

  public Response send(ObjectNode... resources) {
    return post(next(resources));
  }

  public Response post(byte[] body) {
    return given()
        .header("Authorization", "Bearer " + token())
        .contentType(FHIR_JSON)
        .body(body)
        .post("/fhir");
  }

  /** Renames pseudonyms, under the next number. */
  public Response remap(PseudonymRemap.Move... moves) {
    return postRemap(signed(remapOf(moves)));
  }

  public PseudonymRemap remapOf(PseudonymRemap.Move... moves) {
    return new PseudonymRemap(
        new SiteId(id), new TransferSequence(sequence.incrementAndGet()), List.of(moves));
  }

  public String signed(PseudonymRemap remap) {
    return signed(PseudonymRemap.TYPE, remap.bytes());
  }

  /** A JWS of the site's key. */
  public String signed(String type, byte[] payload) {
    try {
      JWSObject signed =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type)).build(),
              new Payload(payload));
      signed.sign(new ECDSASigner(key));
      return signed.serialize();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public Response postRemap(String body) {
    return given()
        .config(AS_TEXT)
        .header("Authorization", "Bearer " + token())
        .contentType(PseudonymRemap.MEDIA_TYPE)
        .body(body)
        .post("/federation/remaps");
  }

  /** Takes back a patient's records under the next number. */
  public Response retract(String patient) {
    return postRetraction(retractionOf(patient, sequence.incrementAndGet()));
  }

  public Retraction retractionOf(String patient, long number) {
    return new Retraction(new SiteId(id), new TransferSequence(number), new Pseudonym(patient));
  }

  public Response postRetraction(Retraction retraction) {
    return postRetraction(signed(Retraction.TYPE, retraction.bytes()));
  }

  public Response postRetraction(String body) {
    return given()
        .config(AS_TEXT)
        .header("Authorization", "Bearer " + token())
        .contentType(Retraction.MEDIA_TYPE)
        .body(body)
        .post("/federation/retractions");
  }

  public Response get(String path) {
    return given().header("Authorization", "Bearer " + token()).get(path);
  }

  public String token() {
    return token(
        "therafed-registry", Instant.now(), Duration.ofMinutes(2), UUID.randomUUID().toString());
  }

  /** A client assertion for a token endpoint. */
  public String assertion(String endpoint) {
    return token(endpoint, Instant.now(), Duration.ofMinutes(2), UUID.randomUUID().toString());
  }

  public String token(String audience, Instant issued, Duration validity, String jti) {
    try {
      return token(key, key.computeThumbprint().toString(), audience, issued, validity, jti);
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that another key of the site signs, by its kid. */
  public String tokenOf(ECKey other) {
    return token(
        other,
        other.getKeyID(),
        "therafed-registry",
        Instant.now(),
        Duration.ofMinutes(2),
        UUID.randomUUID().toString());
  }

  private String token(
      ECKey signing, String kid, String audience, Instant issued, Duration validity, String jti) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(),
              new JWTClaimsSet.Builder()
                  .issuer(id)
                  .subject(id)
                  .audience(audience)
                  .issueTime(Date.from(issued))
                  .expirationTime(Date.from(issued.plus(validity)))
                  .jwtID(jti)
                  .build());
      token.sign(new ECDSASigner(signing));
      return token.serialize();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
