package org.therafed.registry.access.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.registry.Database;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.registry.access.SiteGrant;
import org.therafed.registry.access.SiteProof;
import org.therafed.registry.access.SiteScope;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A site gets an access token by its key, and nobody else does. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class TokenTest {

  private static final String ALL = "system/*.cruds";
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  @Inject Database database;
  @Inject Mutiny.SessionFactory sessions;
  @Inject Clock clock;

  @Test
  void registeredSiteSendsAndReadsWithOneTokenManyTimes() throws JOSEException {
    TestSite site = TestSite.registered("t");
    Response answer = ask(assertion(site));
    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .header("Pragma", "no-cache")
        .body("token_type", is("bearer"))
        .body("expires_in", is(300))
        .body("scope", is(ALL));
    String token = answer.path("access_token");
    String patient = Records.id(site.id(), "p");
    send(token, site.next(Records.patient(patient))).then().statusCode(200);
    send(token, site.next(Records.patient(Records.id(site.id(), "q")))).then().statusCode(200);
    with(token, "/fhir/Patient/" + patient).then().statusCode(200);
    with(token, "/federation/status").then().statusCode(200).body("transfers", is(2));
    assertThat(database.everything()).doesNotContain(token);
  }

  @Test
  void tokenIsOfItsSiteAlone() throws JOSEException {
    TestSite site = TestSite.registered("t");
    TestSite other = TestSite.registered("t");
    String token = token(site, ALL);
    send(token, other.next(Records.patient(Records.id(other.id(), "p"))))
        .then()
        .statusCode(403)
        .body("issue[0].details.coding[0].code", is("RG-INGEST-002"));
  }

  @Test
  void keysOfEveryAlgorithmGetTokens() throws JOSEException {
    TestSite site = TestSite.registered("t");
    ECKey large = new ECKeyGenerator(Curve.P_384).keyID("large").generate();
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    TestSite.asAdmin()
        .contentType("application/json")
        .body(
            Map.of(
                "jwks",
                Map.of(
                    "keys",
                    List.of(large.toPublicJWK().toJSONObject(), rsa.toPublicJWK().toJSONObject()))))
        .post("/admin/sites/" + site.id() + "/keys")
        .then()
        .statusCode(200)
        .body("kid", hasItem("rsa"));
    for (String assertion :
        List.of(
            assertion(site),
            assertion(site.id(), large, new ECDSASigner(large), JWSAlgorithm.ES384),
            assertion(site.id(), rsa, new RSASSASigner(rsa), JWSAlgorithm.RS384))) {
      ask(assertion).then().statusCode(200);
    }
    // The algorithm is the key's, whatever the header says.
    refused(
        ask(assertion(site.id(), rsa, new RSASSASigner(rsa), JWSAlgorithm.RS256)),
        401,
        "RG-TOKEN-004");
  }

  @Test
  void assertionIsTakenOnceAlsoAfterARestart() throws Throwable {
    TestSite site = TestSite.registered("t");
    String assertion = assertion(site);
    ask(assertion).then().statusCode(200);
    refused(ask(assertion), 401, "RG-TOKEN-005");
    Instant end = clock.instant().plusSeconds(300);
    SiteId id = new SiteId(site.id());
    assertThat(await(() -> new StoredAssertions(sessions, clock).isFirstUse(id, "j", end)))
        .isTrue();
    assertThat(await(() -> new StoredAssertions(sessions, clock).isFirstUse(id, "j", end)))
        .as("by a process that starts")
        .isFalse();
    Clock later = Clock.offset(clock, Duration.ofMinutes(10));
    await(() -> new StoredAssertions(sessions, later).isFirstUse(id, "k", end.plusSeconds(600)));
    assertThat(
            database.count(
                "select count(*) from used_assertion where forget_at < now()"
                    + " + interval '9 minutes'"))
        .as("expired ones are forgotten")
        .isZero();
  }

  @Test
  void nobodyLearnsWhichSitesAndKeysThereAre() throws JOSEException {
    TestSite site = TestSite.registered("t");
    TestSite suspended = TestSite.registered("t");
    TestSite.asAdmin()
        .contentType("application/json")
        .post("/admin/sites/" + suspended.id() + "/suspension");
    ECKey foreign = named(new ECKeyGenerator(Curve.P_256).generate());
    ECKey named = new ECKey.Builder(foreign).keyID(kid(site)).build();
    List<String> answers =
        Stream.of(
                assertion(site.id(), foreign, new ECDSASigner(foreign), JWSAlgorithm.ES256),
                assertion(site.id(), named, new ECDSASigner(named), JWSAlgorithm.ES256),
                assertion(suspended),
                assertion(TestSite.unregistered("t")))
            .map(
                assertion -> {
                  Response answer = ask(assertion);
                  refused(answer, 401, "RG-TOKEN-005");
                  return answer.asString().replaceAll("[0-9a-f]{8}\\b", "…");
                })
            .distinct()
            .toList();
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0)).contains("\"error\":\"invalid_client\"").doesNotContain(site.id());
    assertThat(
            database.count(
                "select count(*) from audit_event where event like '%unknown, as "
                    + site.id()
                    + "\"%' and event like '%POST /token%'"))
        .isEqualTo(2);
  }

  @Test
  void tokenEndsWithItsTimeItsKeyAndItsSite() throws Throwable {
    TestSite site = TestSite.registered("t");
    String first = token(site, ALL);
    Clock later = Clock.offset(clock, Duration.ofMinutes(5).plusSeconds(1));
    assertThatThrownBy(
            () -> await(() -> new AccessTokens(sessions, later).grant(first, Optional.empty())))
        .hasMessageContaining("RG-ACCESS-002");
    String suspension = "/admin/sites/" + site.id() + "/suspension";
    TestSite.asAdmin().contentType("application/json").post(suspension).then().statusCode(200);
    with(first, "/federation/status").then().statusCode(401);
    TestSite.asAdmin().delete(suspension).then().statusCode(200);
    with(first, "/federation/status").then().statusCode(200);
    ECKey second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
    TestSite.asAdmin()
        .contentType("application/json")
        .body(Map.of("jwk", second.toPublicJWK().toJSONObject()))
        .post("/admin/sites/" + site.id() + "/keys")
        .then()
        .statusCode(200);
    String bySecond =
        ask(assertion(site.id(), second, new ECDSASigner(second), JWSAlgorithm.ES256))
            .path("access_token");
    TestSite.asAdmin()
        .delete("/admin/sites/" + site.id() + "/keys/" + kid(site))
        .then()
        .statusCode(200)
        .body("kid", contains("second"));
    with(first, "/federation/status").then().statusCode(401);
    with(bySecond, "/federation/status").then().statusCode(200);
    refused(ask(assertion(site)), 401, "RG-TOKEN-005");
    site.get("/federation/status").then().statusCode(401);
    with("tfa_made-up", "/federation/status").then().statusCode(401);
  }

  @Test
  void tokenIsForItsScopeAndChangesNoKeys() throws JOSEException {
    TestSite site = TestSite.registered("t");
    String reading = token(site, "system/Patient.rs");
    with(reading, "/fhir/Patient").then().statusCode(200);
    with(reading, "/fhir/Observation")
        .then()
        .statusCode(403)
        .body("issue[0].details.coding[0].code", is("RG-ACCESS-005"));
    send(reading, site.next(Records.patient(Records.id(site.id(), "p")))).then().statusCode(403);
    String all = token(site, ALL);
    with(all, "/federation/keys").then().statusCode(200).body("kid", contains(kid(site)));
    ECKey second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
    given()
        .header("Authorization", "Bearer " + all)
        .contentType("application/json")
        .body(Map.of("jwk", second.toPublicJWK().toJSONObject()))
        .post("/federation/keys")
        .then()
        .statusCode(401)
        .body("code", is("RG-ACCESS-002"));
    with(all, "/admin/sites").then().statusCode(401);
  }

  @Test
  void whatTheFormLacksIsSaidAndUsesNoAssertionUp() throws JOSEException {
    TestSite site = TestSite.registered("t");
    String assertion = assertion(site);
    String sound =
        "grant_type=client_credentials&client_assertion_type="
            + TYPE
            + "&client_assertion="
            + assertion
            + "&scope=system%2F*.cruds";
    form(sound + "&scope=system%2F*.rs")
        .then()
        .statusCode(400)
        .body("error", is("invalid_request"))
        .body("error_description_zh", containsString("有字段出现两次"));
    refused(form(sound + "&client_id=another"), 400, "RG-TOKEN-001");
    refused(given().contentType("application/json").body("{}").post("/token"), 415, "RG-HTTP-006");
    form(sound + "&client_id=" + site.id() + "&unknown=1").then().statusCode(200);
  }

  @Test
  void formThatIsTooLargeOrOfUnknownSizeIsRefusedUnreadAndInTheTrail() throws Exception {
    long before = tooLarge();
    refused(form("a=" + "b".repeat(20 << 10)), 400, "RG-TOKEN-001");
    HttpResponse<String> chunked =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(endpoint()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream("a=b".getBytes(StandardCharsets.UTF_8))))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(chunked.statusCode()).isEqualTo(400);
    assertThat(chunked.body()).contains("invalid_request", "Content-Length");
    Awaitility.await("two refusals").until(() -> tooLarge() == before + 2);
  }

  private long tooLarge() {
    return database.count(
        "select count(*) from audit_event where event like '%POST /token%' and event like '%HTTP"
            + " 400%'");
  }

  @Test
  void fiveRefusalsInARowLetThatClientWaitAndNoOther() throws JOSEException {
    TestSite site = TestSite.registered("t");
    TestSite other = TestSite.registered("t");
    ECKey foreign = named(new ECKeyGenerator(Curve.P_256).generate());
    for (int i = 0; i < 5; i++) {
      refused(
          ask(assertion(site.id(), foreign, new ECDSASigner(foreign), JWSAlgorithm.ES256)),
          401,
          "RG-TOKEN-005");
    }
    Response waiting = ask(assertion(site));
    refused(waiting, 429, "RG-TOKEN-006");
    assertThat(waiting.header("Retry-After")).isNotNull();
    ask(assertion(other)).then().statusCode(200);
  }

  @Test
  void givenTokenIsNoEvent() throws JOSEException {
    TestSite site = TestSite.registered("t");
    long before = database.count("select count(*) from audit_event");
    token(site, ALL);
    assertThat(database.count("select count(*) from audit_event")).isEqualTo(before);
  }

  @Test
  void tokenThatIsBoundToACertificateIsTakenWithThatOneOnly() throws Throwable {
    TestSite site = TestSite.registered("t");
    AccessTokens tokens = new AccessTokens(sessions, clock);
    SiteProof proof =
        new SiteProof(new SiteId(site.id()), site.key().computeThumbprint().toString(), true);
    String bound = await(() -> tokens.give(proof, SiteScope.ALL, Optional.of("certificate-1")));
    SiteGrant grant = await(() -> tokens.grant(bound, Optional.of("certificate-1")));
    assertThat(grant.site().value()).isEqualTo(site.id());
    for (Optional<String> other : List.of(Optional.of("certificate-2"), Optional.<String>empty())) {
      assertThatThrownBy(() -> await(() -> tokens.grant(bound, other)))
          .hasMessageContaining("another TLS certificate");
    }
  }

  @Test
  void tokenOfASiteWithCertificatesIsTakenWithARegisteredOneOnly() throws Throwable {
    TestSite site = TestSite.registered("t");
    AccessTokens tokens = new AccessTokens(sessions, clock);
    SiteProof proof =
        new SiteProof(new SiteId(site.id()), site.key().computeThumbprint().toString(), true);
    Optional<String> registered = Optional.of("r".repeat(43));
    Optional<String> foreign = Optional.of("f".repeat(43));
    String unbound = await(() -> tokens.give(proof, SiteScope.ALL, Optional.empty()));
    String bound = await(() -> tokens.give(proof, SiteScope.ALL, registered));
    String ofForeign = await(() -> tokens.give(proof, SiteScope.ALL, foreign));
    assertThat(await(() -> tokens.grant(unbound, Optional.empty())).live()).isTrue();
    database.execute(
        "insert into site_certificate (site, thumbprint, added_at) values ('"
            + site.id()
            + "', '"
            + registered.orElseThrow()
            + "', now())");
    assertThat(await(() -> tokens.grant(bound, registered)).live()).isTrue();
    for (var refused :
        List.of(
            Map.entry(unbound, Optional.<String>empty()),
            Map.entry(unbound, registered),
            Map.entry(bound, foreign),
            Map.entry(bound, Optional.<String>empty()),
            Map.entry(ofForeign, foreign))) {
      assertThatThrownBy(() -> await(() -> tokens.grant(refused.getKey(), refused.getValue())))
          .hasMessageStartingWith("RG-ACCESS-002");
    }
    database.execute("delete from site_certificate where site = '" + site.id() + "'");
    assertThat(await(() -> tokens.grant(bound, registered)).live()).isTrue();
  }

  @Test
  void configurationTellsWhatAClientNeeds() {
    given()
        .get("/fhir/.well-known/smart-configuration")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("token_endpoint", is("http://127.0.0.1:" + RestAssured.port + "/token"))
        .body("token_endpoint_auth_methods_supported", contains("private_key_jwt"))
        .body(
            "token_endpoint_auth_signing_alg_values_supported", contains("ES384", "RS384", "ES256"))
        .body("capabilities", hasItem("client-confidential-asymmetric"));
    given()
        .get("/fhir/metadata")
        .then()
        .body("rest[0].security.service[0].coding[0].code", is("SMART-on-FHIR"))
        .body("rest[0].security.description", containsString("/token"));
  }

  private static String endpoint() {
    return "http://localhost:" + RestAssured.port + "/token";
  }

  private static ECKey named(ECKey key) throws JOSEException {
    return new ECKey.Builder(key).keyIDFromThumbprint().build();
  }

  private static String kid(TestSite site) throws JOSEException {
    return site.key().computeThumbprint().toString();
  }

  private static String assertion(TestSite site) throws JOSEException {
    ECKey key = named(site.key());
    return assertion(site.id(), key, new ECDSASigner(key), JWSAlgorithm.ES256);
  }

  private static String assertion(String site, JWK key, JWSSigner signer, JWSAlgorithm algorithm)
      throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(site)
                .subject(site)
                .audience(endpoint())
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static Response ask(String assertion) {
    return ask(assertion, ALL);
  }

  private static Response ask(String assertion, String scope) {
    return given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("grant_type", "client_credentials")
        .formParam("client_assertion_type", TYPE)
        .formParam("client_assertion", assertion)
        .formParam("scope", scope)
        .post("/token");
  }

  private static String token(TestSite site, String scope) throws JOSEException {
    return ask(assertion(site), scope).then().statusCode(200).extract().path("access_token");
  }

  private static Response form(String body) {
    return given()
        .config(
            RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .encodeContentTypeAs(
                            "application/x-www-form-urlencoded",
                            io.restassured.http.ContentType.TEXT)))
        .contentType("application/x-www-form-urlencoded")
        .body(body)
        .post("/token");
  }

  private static Response send(String token, byte[] body) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/fhir+json")
        .body(body)
        .post("/fhir");
  }

  private static Response with(String token, String path) {
    return given().header("Authorization", "Bearer " + token).get(path);
  }

  private static void refused(Response answer, int status, String code) {
    answer
        .then()
        .statusCode(status)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .body("code", is(code))
        .body("error_description", containsString(code));
  }

  private static <T> T await(Supplier<Uni<T>> answer) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(answer);
  }
}
