package org.therafed.registry.onboarding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A site's keys stand side by side, so that one takes another's place without a pause. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class SiteKeysTest {

  @Inject Database database;
  @Inject DataSource dataSource;

  @Test
  void siteReplacesItsKeyByItselfAndIsNeverWithoutOne() throws JOSEException {
    TestSite site = TestSite.registered("k");
    ECKey old = site.key();
    ECKey next = key("next");
    add(signed(site, old), next).then().statusCode(200).body("", hasSize(2));
    add(signed(site, old), next).then().statusCode(200).body("", hasSize(2));
    for (ECKey either : List.of(old, next)) {
      signed(site, either)
          .contentType("application/fhir+json")
          .body(site.next(Records.patient(Records.id(site.id(), "p"))))
          .post("/fhir")
          .then()
          .statusCode(200);
    }
    String oldKid = old.computeThumbprint().toString();
    conflict(signed(site, old).delete("/federation/keys/" + oldKid), "does not remove itself");
    signed(site, next)
        .delete("/federation/keys/" + oldKid)
        .then()
        .statusCode(200)
        .body("kid", contains("next"));
    signed(site, old).get("/federation/keys").then().statusCode(401);
    add(signed(site, old), old).then().statusCode(401);
    signed(site, next).get("/federation/keys").then().statusCode(200);
    signed(site, next)
        .delete("/federation/keys/" + oldKid)
        .then()
        .statusCode(404)
        .body("code", is("RG-SITE-006"));
    assertThat(
            database.count(
                "select count(*) from audit_event where event like '%\"site "
                    + site.id()
                    + "\"%' and event like '%POST /federation/keys%' and event like"
                    + " '%\"outcome\":\"0\"%'"))
        .isEqualTo(2);
  }

  @Test
  void siteChangesItsOwnKeysOnly() throws JOSEException {
    TestSite site = TestSite.registered("k");
    TestSite other = TestSite.registered("k");
    signed(site, site.key())
        .delete("/federation/keys/" + other.key().computeThumbprint())
        .then()
        .statusCode(404);
    given().get("/federation/keys").then().statusCode(401);
    add(given(), key("a")).then().statusCode(401);
    given().get("/admin/sites/" + site.id() + "/keys").then().statusCode(401);
    signed(site, site.key()).get("/admin/sites/" + site.id() + "/keys").then().statusCode(401);
  }

  @Test
  void administratorAddsAndRemovesButNotTheLast() throws JOSEException {
    TestSite site = TestSite.registered("k");
    String keys = "/admin/sites/" + site.id() + "/keys";
    String first = site.key().computeThumbprint().toString();
    conflict(TestSite.asAdmin().delete(keys + "/" + first), "last one");
    asAdmin(site, Map.of("jwk", key("second").toPublicJWK().toJSONObject()))
        .then()
        .statusCode(200)
        .body("kid", contains(first, "second"));
    TestSite.asAdmin().delete(keys + "/" + first).then().statusCode(200);
    site.get("/federation/status").then().statusCode(401);
    TestSite.asAdmin().get(keys).then().statusCode(200).body("kid", contains("second"));
    TestSite.asAdmin()
        .get("/admin/sites/nowhere/keys")
        .then()
        .statusCode(404)
        .body("code", is("RG-SITE-003"));
  }

  @Test
  void keysAreAtMostEightAndNoTwoShareAName() throws JOSEException {
    TestSite site = TestSite.registered("k");
    List<Object> eight = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      eight.add(key("k" + i).toPublicJWK().toJSONObject());
    }
    conflict(asAdmin(site, Map.of("jwks", Map.of("keys", eight))), "more than 8");
    asAdmin(site, Map.of("jwks", Map.of("keys", eight.subList(0, 7)))).then().statusCode(200);
    conflict(asAdmin(site, Map.of("jwk", key("k9").toPublicJWK().toJSONObject())), "more than 8");
    TestSite other = TestSite.registered("k");
    asAdmin(other, Map.of("jwk", key("same").toPublicJWK().toJSONObject())).then().statusCode(200);
    conflict(asAdmin(other, Map.of("jwk", key("same").toPublicJWK().toJSONObject())), "same kid");
    eight.add(key("k10").toPublicJWK().toJSONObject());
    invalid(asAdmin(other, Map.of("jwks", Map.of("keys", eight))), "more than 8");
  }

  @Test
  void keyThatMustNotBeRegisteredIsNot() throws JOSEException {
    TestSite site = TestSite.registered("k");
    ECKey key = key("k");
    invalid(asAdmin(site, Map.of("jwk", key.toJSONObject())), "private");
    invalid(
        asAdmin(site, Map.of("jwk", new OctetSequenceKeyGenerator(256).generate().toJSONObject())),
        "private or shared");
    invalid(
        asAdmin(
            site,
            Map.of("jwk", new RSAKeyGenerator(1024, true).generate().toPublicJWK().toJSONObject())),
        "RSA of 2048");
    invalid(
        asAdmin(
            site,
            Map.of("jwk", new ECKeyGenerator(Curve.P_521).generate().toPublicJWK().toJSONObject())),
        "P-256");
    ECKey forEncryption = new ECKey.Builder(key.toPublicJWK()).keyUse(KeyUse.ENCRYPTION).build();
    invalid(asAdmin(site, Map.of("jwk", forEncryption.toJSONObject())), "use");
    ECKey another = new ECKey.Builder(key.toPublicJWK()).keyID("a b").build();
    invalid(asAdmin(site, Map.of("jwk", another.toJSONObject())), "kid");
    invalid(asAdmin(site, Map.of("jwksUrl", "https://keys.example.org")), "not fetched");
    invalid(asAdmin(site, Map.of("jwk", Map.of("kty", "EC", "x", "x".repeat(5000)))), "4096");
    Map<String, Object> twice = key.toPublicJWK().toJSONObject();
    invalid(asAdmin(site, Map.of("jwks", Map.of("keys", List.of(twice, twice)))), "twice");
  }

  @Test
  void keyOfBeforeIsTakenOverByTheMigration() throws JOSEException {
    ECKey unnamed = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
    ECKey named = key("site-b-1").toPublicJWK();
    flyway().target("14").load().migrate();
    for (Map.Entry<String, ECKey> site : Map.of("a", unnamed, "b", named).entrySet()) {
      database.execute(
          "insert into one_key.site values ('"
              + site.getKey()
              + "', 'S', '"
              + site.getValue().toJSONString()
              + "', 'live', '2026-11-01T00:00:00Z')");
    }
    flyway().load().migrate();
    assertThat(
            database.column(
                "select site || ' ' || kid || ' ' || thumbprint || ' ' || (jwk::jsonb ->> 'kid')"
                    + " from one_key.site_key order by site"))
        .containsExactly(
            "a" + (" " + unnamed.computeThumbprint()).repeat(3),
            "b site-b-1 " + named.computeThumbprint() + " site-b-1");
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema("one_key")
        .schemas("one_key")
        .createSchemas(true)
        .locations("classpath:db/migration");
  }

  private static ECKey key(String kid) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
  }

  private static RequestSpecification signed(TestSite site, ECKey key) {
    return given().header("Authorization", "Bearer " + site.tokenOf(key));
  }

  private static Response add(RequestSpecification as, ECKey key) {
    return as.contentType("application/json")
        .body(Map.of("jwk", key.toPublicJWK().toJSONObject()))
        .post("/federation/keys");
  }

  private static Response asAdmin(TestSite site, Map<String, ?> body) {
    return TestSite.asAdmin()
        .contentType("application/json")
        .body(body)
        .post("/admin/sites/" + site.id() + "/keys");
  }

  private static void conflict(Response answer, String reason) {
    answer
        .then()
        .statusCode(409)
        .body("code", is("RG-SITE-005"))
        .body("found", containsString(reason));
  }

  private static void invalid(Response answer, String reason) {
    answer
        .then()
        .statusCode(400)
        .body("code", is("RG-SITE-004"))
        .body("found", containsString(reason));
  }
}
