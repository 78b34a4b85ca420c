package org.therafed.registry.onboarding;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A site that has registered a TLS certificate is known by no connection without it. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class SiteCertificatesTest {

  private static final String THUMBPRINT = "GnDVjOwV-dnwplDM8mWyLxHu9rmdPAOEAJvjyLLs9r4";

  private static String pem() throws IOException {
    try (InputStream in =
        SiteCertificatesTest.class.getResourceAsStream("/access/client-certificate.pem")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static Response register(TestSite site, String certificate) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .contentType("application/json")
        .body(Map.of("certificate", certificate))
        .post("/federation/certificates");
  }

  private static Response token(TestSite site) {
    return given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("grant_type", "client_credentials")
        .formParam("scope", "system/*.cruds")
        .formParam(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .formParam(
            "client_assertion", site.assertion("http://127.0.0.1:" + RestAssured.port + "/token"))
        .post("/token");
  }

  @Test
  void withoutTheRegisteredCertificateNoWayLeadsIn() throws IOException {
    TestSite site = TestSite.registered("tls");
    site.get("/federation/certificates").then().statusCode(200).body("$", empty());
    String before = token(site).then().statusCode(200).extract().path("access_token");
    register(site, pem()).then().statusCode(200).body("thumbprint", contains(THUMBPRINT));
    // This connection has no certificate: the tokens of before, new ones and signed requests end.
    given()
        .header("Authorization", "Bearer " + before)
        .get("/federation/status")
        .then()
        .statusCode(401)
        .body("code", is("RG-ACCESS-002"));
    token(site).then().statusCode(401).body("code", is("RG-TOKEN-005"));
    site.send(Records.patient(Records.id(site.id(), "p")))
        .then()
        .statusCode(401)
        .body("issue[0].diagnostics", containsString("TLS certificate"));
    register(site, pem()).then().statusCode(401);
    TestSite.asAdmin()
        .delete("/admin/sites/" + site.id() + "/certificates/" + THUMBPRINT)
        .then()
        .statusCode(200)
        .body("$", empty());
    site.send(Records.patient(Records.id(site.id(), "p"))).then().statusCode(200);
    token(site).then().statusCode(200);
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    TestSite site = TestSite.registered("tls");
    for (String wrong : new String[] {"", "no certificate", "x".repeat(20_000)}) {
      register(site, wrong).then().statusCode(400).body("code", is("RG-SITE-014"));
    }
    site.get("/federation/certificates").then().statusCode(200).body("$", empty());
    TestSite.asAdmin()
        .contentType("application/json")
        .body(Map.of("certificate", "x"))
        .post("/admin/sites/nowhere/certificates")
        .then()
        .statusCode(400);
  }

  @Test
  void certificateOfAnotherSiteIsNoOnesElse() throws IOException {
    TestSite one = TestSite.registered("tls");
    TestSite other = TestSite.registered("tls");
    register(one, pem()).then().statusCode(200);
    other.get("/federation/certificates").then().statusCode(200).body("$", empty());
    TestSite.asAdmin()
        .get("/admin/sites/" + one.id() + "/certificates")
        .then()
        .body("thumbprint", contains(THUMBPRINT));
  }
}
