package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** People's accounts, from their opening to their end, and sites that are suspended. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class AccountsTest {
  private static final String EVIDENCE = "/api/evidence/survival";
  private static final String LASTING = "a lasting password";

  @Inject Database database;

  private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);

  private String opened(String role) {
    return TestPerson.opened(name, role).password();
  }

  private RequestSpecification as(String password) {
    return new TestPerson(name, password).asking();
  }

  @Test
  void personBeginsWithAOneTimePasswordAndKeepsAnother() {
    String first = opened("researcher");
    GrantedProject.with(new TestPerson(name, first));
    as(first).get(EVIDENCE).then().statusCode(200);
    as(first)
        .contentType("application/json")
        .body(Map.of("current", first, "next", LASTING))
        .post("/account/password")
        .then()
        .statusCode(204);
    as(LASTING).get(EVIDENCE).then().statusCode(200);
    as(first).get(EVIDENCE).then().statusCode(401);
    TestSite.asAdmin()
        .get("/admin/accounts")
        .then()
        .statusCode(200)
        .body("name", hasItems("admin", name))
        .body("find { it.name == '" + name + "' }.role", is("researcher"))
        .body("find { it.name == '" + name + "' }.oneTimeUntil", nullValue());
    assertThat(database.everything()).doesNotContain(first, LASTING);
  }

  @Test
  void roleDecidesWhatIsOpenAndTheEndOfAnAccountEndsIt() {
    String password = opened("auditor");
    as(password).get("/admin/audit/verification").then().statusCode(200);
    as(password).get(EVIDENCE).then().statusCode(403);
    as(password).get("/admin/accounts").then().statusCode(403);
    TestSite.asAdmin().delete("/admin/accounts/" + name).then().statusCode(204);
    as(password).get("/admin/audit/verification").then().statusCode(401);
    TestSite.asAdmin()
        .delete("/admin/accounts/" + name)
        .then()
        .statusCode(404)
        .body("code", is("RG-ACCOUNT-002"));
  }

  @Test
  void whatCannotBeIsSaid() {
    for (Map<String, String> wrong :
        java.util.List.of(
            Map.of("name", "admin", "role", "payer"),
            Map.of("name", "No Name", "role", "payer"),
            Map.of("name", name, "role", "king"))) {
      TestSite.asAdmin()
          .contentType("application/json")
          .body(wrong)
          .post("/admin/accounts")
          .then()
          .statusCode(400)
          .body("code", is("RG-ACCOUNT-001"));
    }
    String password = opened("payer");
    as(password)
        .contentType("application/json")
        .body(Map.of("current", "wrong", "next", LASTING))
        .post("/account/password")
        .then()
        .statusCode(401)
        .body("code", is("RG-ACCESS-004"));
    as(password)
        .contentType("application/json")
        .body(Map.of("current", password, "next", "short"))
        .post("/account/password")
        .then()
        .statusCode(400);
    TestSite.asAdmin().delete("/admin/accounts/admin").then().statusCode(400);
  }

  @Test
  void fifthWrongPasswordEndsTryingAndEachIsInTheTrail() {
    String password = opened("payer");
    long before = refusals();
    for (int i = 0; i < 5; i++) {
      as("wrong " + i).get(EVIDENCE).then().statusCode(401);
    }
    as(password).get(EVIDENCE).then().statusCode(401);
    TestSite.asAdmin().get(EVIDENCE).then().statusCode(200);
    Awaitility.await("six refusals").until(() -> refusals() == before + 6);
  }

  private long refusals() {
    return database.count(
        "select count(*) from audit_event where event like '%unknown, as " + name + "\"%'");
  }

  @Test
  void suspendedSiteIsTakenNothingFromUntilItIsResumed() {
    TestSite site = TestSite.registered("s");
    String patient = Records.id(site.id(), "p");
    TestSite.asAdmin()
        .contentType("application/json")
        .post("/admin/sites/" + site.id() + "/suspension")
        .then()
        .statusCode(200)
        .body("status", is("suspended"));
    byte[] transfer = site.next(Records.patient(patient));
    site.post(transfer).then().statusCode(401);
    site.get("/federation").then().statusCode(401);
    // Registered once more, it is what it was.
    site.register("Another name")
        .then()
        .statusCode(200)
        .body("status", is("suspended"), "name", is("Hospital"));
    TestSite.asAdmin()
        .delete("/admin/sites/" + site.id() + "/suspension")
        .then()
        .statusCode(200)
        .body("status", is("live"));
    site.post(transfer).then().statusCode(200);
    TestSite.asAdmin()
        .delete("/admin/sites/nowhere/suspension")
        .then()
        .statusCode(404)
        .body("code", is("RG-SITE-003"));
  }
}
