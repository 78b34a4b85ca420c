package org.therafed.registry.onboarding;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;

/** A hospital on its way, as its gateway speaks over HTTP. */
record JoiningSite(TestSite site) {

  private static final List<String> COURSE =
      List.of(
          "patient",
          "indication",
          "treatment-course",
          "treatment-cycle",
          "product",
          "administration",
          "lab");

  /** A log-in, so that not every request of an administrator costs a password hash. */
  private static String session;

  /** A request of an administrator. */
  static synchronized RequestSpecification admin() {
    if (session == null) {
      session = TestPerson.admin().session();
    }
    return given().cookie(TestSite.SESSION, session);
  }

  /** Invited, and not registered yet. */
  static JoiningSite named() {
    return new JoiningSite(TestSite.unregistered("onb"));
  }

  static JoiningSite registered() {
    JoiningSite joining = named();
    joining.redeem(joining.invited()).then().statusCode(201);
    return joining;
  }

  static JoiningSite tested() {
    JoiningSite joining = registered();
    joining.handIn(joining.tokens(), joining.course()).then().statusCode(200);
    return joining;
  }

  String id() {
    return site.id();
  }

  /** The code of an invitation. */
  String invited() {
    return admin()
        .contentType("application/json")
        .body(Map.of("site", id(), "name", "Hospital " + id()))
        .post("/admin/invitations")
        .then()
        .statusCode(201)
        .extract()
        .path("code");
  }

  Response redeem(String code) {
    return given()
        .contentType("application/json")
        .body(
            Map.of(
                "site", id(),
                "invitation", code,
                "jwk", site.key().toPublicJWK().toJSONObject(),
                "profile",
                    Map.of(
                        "channels",
                        List.of("fhir", "dicom"),
                        "modules",
                        List.of("rlt-psma"),
                        "zone",
                        "Europe/Vienna",
                        "contactRole",
                        "it")))
        .post("/onboarding/registrations");
  }

  Response get(String path) {
    return site.get(path);
  }

  Response post(String path, String body) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  ObjectNode tokens() {
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder().issuer(id()).subject(id()).audience("therafed-registry").build();
    return JsonNodeFactory.instance
        .objectNode()
        .put("valid", site.token())
        .put("otherAudience", site.assertion("another-registry"))
        .put(
            "expired",
            site.token(
                "therafed-registry",
                now.minus(Duration.ofHours(1)),
                Duration.ofMinutes(2),
                UUID.randomUUID().toString()))
        .put("unsigned", new PlainJWT(claims).serialize());
  }

  /** What a gateway that works makes of the test course: the profiles' own examples. */
  ObjectNode course() {
    List<ObjectNode> records = new ArrayList<>();
    for (String name : COURSE) {
      records.add(example(name));
    }
    ((ArrayNode) records.get(0).path("identifier")).remove(1);
    return TransferBundle.build(new SiteId(id()), 1, records);
  }

  private static ObjectNode example(String name) {
    try (InputStream in =
        JoiningSite.class.getResourceAsStream("/examples/atr-" + name + ".json")) {
      // The day of the administration, and all times on it, as if a gateway had moved them.
      String moved =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("2025-02-17", "2025-03-03");
      return (ObjectNode) TransferBundle.readTree(moved.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Response handIn(ObjectNode tokens, JsonNode course) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("tokens", tokens);
    body.set("course", course);
    return post("/onboarding/conformance", body.toString());
  }

  Response asAdmin(String act) {
    return admin()
        .contentType("application/json")
        .body("{}")
        .post("/admin/sites/" + id() + "/" + act);
  }
}
