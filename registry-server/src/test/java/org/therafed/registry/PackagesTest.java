package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.distribution.PackageContent;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.distribution.TariffList;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a registry hands to its gateways. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(value = HandedOut.class, restrictToAnnotatedClass = true)
class PackagesTest {

  @Test
  void siteFetchesWhatTheListNamesAndVerifiesItWithTheKeyOfTheOnboarding() {
    TestSite site = TestSite.registered("p");
    JsonPath onboarding =
        TestSite.asAdmin().get("/admin/packages").then().statusCode(200).extract().jsonPath();
    PackageKey pinned = PackageKey.parse(onboarding.getString("key"));
    assertThat(onboarding.getString("keyId")).isEqualTo(pinned.id());
    JsonPath list = site.get("/federation/packages").then().statusCode(200).extract().jsonPath();
    assertThat(list.getList("packages.name", String.class)).containsExactly("tariffs", "therapies");
    assertThat(list.getList("packages.kind", String.class)).containsExactly("tariff", "module");
    SignedPackage therapies = fetched(site, "therapies", pinned);
    assertThat(therapies.manifest().version()).isEqualTo(3);
    assertThat(therapies.sha256()).isEqualTo(list.getString("packages[1].sha256"));
    assertThat(PackageContent.modules(therapies).find(HandedOut.MODULE)).isPresent();
    assertThat(
            TariffList.of(fetched(site, "tariffs", pinned)).find("330100", 2025, "DIP", "C61:99.2"))
        .isPresent();
  }

  @Test
  void moduleThatIsHandedOutIsKnownToTheRegistryItself() {
    TestSite.asAdmin()
        .get("/api/evidence/response?module=" + HandedOut.MODULE + "&endpoint=orr")
        .then()
        .statusCode(200)
        .body("moduleVersion", is("0.9.0"));
  }

  /** The tariff handed out has C61:99.2 of 330100 in 2025, and no other group. */
  @Test
  void settlementWhoseGroupHasNoTariffInItsCityIsTakenAndFound() {
    TestSite site = TestSite.registered("p");
    String patient = Records.id(site.id(), "p");
    String settlement = Records.id(site.id(), "settlement");
    LocalDate on = LocalDate.of(2025, 3, 1);
    String city = Records.BASE + "sid/dip/330100";
    site.send(
            Records.patient(patient),
            Records.settlement(settlement, patient, on, city, "C61:99.9"),
            Records.settlement(
                Records.id(site.id(), "elsewhere"),
                patient,
                on,
                Records.BASE + "sid/dip/310000",
                "C61:99.9"))
        .then()
        .statusCode(200);
    site.get("/federation/findings")
        .then()
        .statusCode(200)
        .body("findings.code", contains("FP-FIND-021"))
        .body("findings[0].elements", contains("ExplanationOfBenefit.diagnosis[0].packageCode"))
        .body("findings[0].records", contains("ExplanationOfBenefit/" + settlement));
    site.send(Records.settlement(settlement, patient, on, city, "C61:99.2")).then().statusCode(200);
    site.get("/federation/findings").then().statusCode(200).body("findings", empty());
  }

  @Test
  void nobodyElseFetches() {
    given().get("/federation/packages").then().statusCode(401);
    given().get("/federation/packages/therapies").then().statusCode(401);
    TestSite.asAdmin().get("/federation/packages/therapies").then().statusCode(403);
    TestSite.registered("p").get("/admin/packages").then().statusCode(401);
  }

  @Test
  void unknownNameIsRefusedByCode() {
    TestSite.registered("p")
        .get("/federation/packages/none")
        .then()
        .statusCode(404)
        .body("code", is("RG-PACKAGE-001"));
  }

  private static SignedPackage fetched(TestSite site, String name, PackageKey pinned) {
    byte[] bytes =
        site.get("/federation/packages/" + name)
            .then()
            .statusCode(200)
            .contentType("application/zip")
            .extract()
            .asByteArray();
    return SignedPackage.verify(bytes, pinned);
  }
}
