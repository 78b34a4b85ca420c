package org.therafed.registry.tables;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.distribution.TariffList;
import org.therafed.registry.Database;
import org.therafed.registry.KnownFederation;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.registry.distribution.PackageShelf;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Tables from upload to citation: signed, dated, handed out, kept. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ValueTablesTest {

  private static final String NAME = "tariff-shanghai";

  @Inject Database database;
  @Inject PackageShelf shelf;

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @BeforeEach
  void noTables() {
    database.execute("truncate value_table");
    shelf.hold(List.of());
  }

  private static String tariff(int amount) {
    return TableCheckTest.TARIFF + "310000,2026,DRG,RU14," + amount + ",CNY\n";
  }

  private static Response upload(String name, String kind, String csv) {
    return TestSite.asAdmin()
        .contentType("text/csv; charset=UTF-8")
        .queryParam("name", name)
        .queryParam("kind", kind)
        .body(csv)
        .post("/admin/tables");
  }

  private static Response sign(String name, int version, LocalDate from) {
    return TestSite.asAdmin()
        .contentType("application/json")
        .body(Map.of("effectiveOn", from.toString()))
        .post("/admin/tables/" + name + "/" + version + "/signature");
  }

  @Test
  void tableWithWrongRowsIsNotKeptAndEveryRowIsTold() {
    upload(NAME, "tariff", TableCheckTest.TARIFF + "a,2026,DRG,R,1,CNY\nb,2026,DRG,R,1,CNY\n")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", is("RG-TABLE-002"), "problems.line", is(List.of(2, 3)))
        .body("problems[0].messageZh", is("应为 GB/T 2260 或 ISO 3166-2 的城市代码"));
    TestSite.asAdmin().get("/admin/tables").then().body("size()", is(0));
  }

  @Test
  void namesAndKindsThatCannotBeAreRefused() {
    for (String name : List.of("", "Shanghai", "../x", "a--b", "x".repeat(61))) {
      upload(name, "tariff", tariff(1)).then().statusCode(400).body("code", is("RG-TABLE-001"));
    }
    upload(NAME, "prices", tariff(1)).then().statusCode(400);
    upload(NAME, "tariff", tariff(1)).then().statusCode(201).body("version", is(1));
    upload(NAME, "utility", TableCheckTest.valueSet(3)).then().statusCode(400);
  }

  @Test
  void signedTariffIsHandedToGatewaysAndALaterOneOnItsDay() {
    TestSite site = TestSite.registered("tab");
    upload(NAME, "tariff", tariff(52000)).then().statusCode(201).body("signedBy", nullValue());
    site.get("/federation/packages").then().body("packages.name", not(hasItem(NAME)));
    sign(NAME, 1, today)
        .then()
        .statusCode(200)
        .body("signedBy", is("admin"), "inForce", is(true), "effectiveOn", is(today.toString()));
    upload(NAME, "tariff", tariff(53000)).then().statusCode(201).body("version", is(2));
    sign(NAME, 2, today.plusDays(1)).then().statusCode(200).body("inForce", is(false));
    assertThat(handedOut(site).find("310000", 2026, "DRG", "RU14"))
        .hasValueSatisfying(row -> assertThat(row.amount()).isEqualByComparingTo("52000"));
    // As it is tomorrow; what was signed is never changed but by this test.
    database.execute(
        "alter table value_table disable trigger value_tables_stay; update value_table set"
            + " effective_on = effective_on - 1; alter table value_table enable trigger"
            + " value_tables_stay");
    upload("tariff-other", "tariff", tariff(1)).then().statusCode(201);
    sign("tariff-other", 1, today).then().statusCode(200);
    assertThat(handedOut(site).find("310000", 2026, "DRG", "RU14"))
        .hasValueSatisfying(row -> assertThat(row.amount()).isEqualByComparingTo("53000"));
  }

  private static TariffList handedOut(TestSite site) {
    PackageKey key =
        PackageKey.parse(TestSite.asAdmin().get("/admin/packages").then().extract().path("key"));
    byte[] bytes =
        site.get("/federation/packages/" + NAME).then().statusCode(200).extract().asByteArray();
    return TariffList.of(SignedPackage.verify(bytes, key));
  }

  @Test
  void whatWasSignedStaysAndTheNextOneHoldsLater() {
    upload(NAME, "tariff", tariff(1));
    upload(NAME, "tariff", tariff(2));
    sign(NAME, 3, today).then().statusCode(404).body("code", is("RG-TABLE-003"));
    sign(NAME, 1, today.minusDays(1)).then().statusCode(409).body("code", is("RG-TABLE-004"));
    sign(NAME, 1, today.plusDays(2)).then().statusCode(200);
    sign(NAME, 1, today.plusDays(3)).then().statusCode(409);
    sign(NAME, 2, today.plusDays(2)).then().statusCode(409);
    sign(NAME, 2, today.plusDays(3)).then().statusCode(200);
    for (String change :
        List.of(
            "update value_table set content = 'x'",
            "update value_table set effective_on = effective_on + 1",
            "delete from value_table")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> database.execute(change))
          .hasStackTraceContaining("never changed");
    }
    TestSite.asAdmin().get("/api/tables").then().body("version", is(List.of(2, 1)));
    assertThat(TestSite.asAdmin().get("/api/tables/" + NAME + "/1").asString())
        .isEqualTo(tariff(1));
    upload(NAME, "tariff", tariff(3));
    TestSite.asAdmin().get("/api/tables/" + NAME + "/3").then().statusCode(404);
    TestSite.asAdmin().get("/admin/tables/" + NAME + "/3").then().statusCode(200);
    TestSite.asAdmin().get("/api/tables/" + NAME + "/latest").then().statusCode(404);
  }

  @Test
  void utilitiesAreKeptAndSignedAndStayAtTheRegistry() {
    upload("eq-5d-3l-cn", "utility", TableCheckTest.valueSet(3))
        .then()
        .statusCode(201)
        .body("entries", is(243));
    sign("eq-5d-3l-cn", 1, today).then().statusCode(200).body("inForce", is(true));
    TestSite.asAdmin()
        .get("/admin/packages")
        .then()
        .body("packages.name", not(hasItem("eq-5d-3l-cn")));
  }

  @Test
  void releasedCostCitesTheTariffsThatHeldOnTheDayOfItsCut() {
    database.clear();
    KnownFederation.sentWithEverybodyAssessed();
    upload(NAME, "tariff", tariff(52000));
    String sha256 = sign(NAME, 1, today).then().statusCode(200).extract().path("sha256");
    upload("tariff-later", "tariff", tariff(1));
    sign("tariff-later", 1, today.plusDays(1)).then().statusCode(200);
    TestSite.freeze();
    Response cost = TestSite.asAdmin().get("/api/evidence/cost");
    cost.then()
        .body("state", is("released"), "tables.size()", is(1))
        .body("tables[0].name", is(NAME), "tables[0].version", is(1))
        .body("tables[0].sha256", is(sha256), "tables[0].effectiveOn", is(today.toString()));
    TestSite.asAdmin().get("/api/evidence/survival").then().body("tables", nullValue());
    TestSite.asAdmin()
        .get("/api/evidence/cost?arm=untreated")
        .then()
        .body("state", is("not-released"), "tables", nullValue());
    TestSite.asAdmin()
        .get("/api/answers/" + cost.path("id"))
        .then()
        .body("tables[0].sha256", is(sha256));
  }

  @Test
  void pageShowsAndSignsInBothLanguages() {
    upload(NAME, "tariff", tariff(1));
    Response signed =
        TestSite.asAdmin()
            .redirects()
            .follow(false)
            .header("Sec-Fetch-Site", "same-origin")
            .formParams("name", NAME, "version", "1", "effectiveOn", today.toString())
            .post("/console/tables");
    signed.then().statusCode(303).header("Location", endsWith("/console/tables"));
    TestSite.asAdmin()
        .header("Sec-Fetch-Site", "same-origin")
        .formParams("name", NAME, "version", "1", "effectiveOn", today.toString())
        .post("/console/tables")
        .then()
        .statusCode(409);
    TestSite.asAdmin()
        .formParams("name", NAME, "version", "1", "effectiveOn", today.toString())
        .post("/console/tables")
        .then()
        .statusCode(403);
    for (String language : List.of("en", "zh")) {
      String page =
          TestSite.asAdmin()
              .get("/console/tables?lang=" + language)
              .then()
              .statusCode(200)
              .extract()
              .asString();
      assertThat(page)
          .contains("<html lang=\"" + language + "\">", NAME, "<main id=\"content\">")
          .doesNotContain("msg:", "tab:", "{table.");
    }
    assertThat(TestSite.asAdmin().get("/console/tables?lang=zh").asString())
        .contains("生效中", "支付标准与价格")
        .doesNotContain("in force");
    given().get("/console/tables.js").then().statusCode(200);
  }

  @Test
  void payersReadWhatIsCitedAndBringNothing() {
    String payer = TestPerson.opened("payer").session();
    given().cookie(TestSite.SESSION, payer).get("/api/tables").then().statusCode(200);
    given().cookie(TestSite.SESSION, payer).get("/admin/tables").then().statusCode(403);
  }
}
