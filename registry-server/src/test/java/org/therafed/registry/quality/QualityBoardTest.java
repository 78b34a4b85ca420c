package org.therafed.registry.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The boards of data quality, over courses that are written into the tables by hand. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QualityBoardTest {

  private final LocalDate thisMonth = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);

  @Inject Database database;

  private final List<TestSite> sites = new ArrayList<>();

  @BeforeEach
  void fiveSites() {
    database.clear();
    for (int i = 0; i < 5; i++) {
      sites.add(TestSite.registered("q" + i));
    }
    database.execute("update site set registered_at = now() - interval '5 years'");
  }

  /**
   * Courses of a site that arrived in a month, the first ones whole and the others without a line,
   * sex and vital status, late, and stale.
   */
  private void courses(TestSite site, int monthsAgo, int whole, int poor) {
    String month = thisMonth.minusMonths(monthsAgo) + "T00:00:00Z";
    String soon = quarter(thisMonth.minusMonths(monthsAgo + 3));
    String late = quarter(thisMonth.minusMonths(monthsAgo + 12));
    String n = "'" + site.id() + "-" + monthsAgo + "-' || i";
    String poorly = "i > " + whole;
    String numbers = " from generate_series(1, " + (whole + poor) + ") i; ";
    database.execute(
        "insert into resource (type, id, site, version, sequence, content, last_updated) select"
            + " 'Procedure', 'c' || "
            + n
            + ", '"
            + site.id()
            + "', 1, 1, '{}', '"
            + month
            + "'"
            + numbers
            + "insert into resource (type, id, site, version, sequence, content, last_updated) select"
            + " 'Observation', 'v' || "
            + n
            + ", '"
            + site.id()
            + "', 1, 1, '{}', '"
            + month
            + "'"
            + numbers
            + "insert into fact_course (fact_id, site, patient_id, module, arm, started_on, line,"
            + " index_quarter) select 'c' || "
            + n
            + ", '"
            + site.id()
            + "', 'p' || "
            + n
            + ", 'rlt-psma', 'treated', date '2020-01-01', case when "
            + poorly
            + " then null else 1"
            + " end, case when "
            + poorly
            + " then '"
            + late
            + "' else '"
            + soon
            + "' end"
            + numbers
            + "insert into fact_patient (fact_id, site, patient_id, sex, birth_year, aged_90_plus)"
            + " select 'p' || "
            + n
            + ", '"
            + site.id()
            + "', 'p' || "
            + n
            + ", case when "
            + poorly
            + " then null else 'male' end, 1950, false"
            + numbers
            + "insert into fact_cycle (fact_id, site, patient_id) select 'y' || "
            + n
            + ", '"
            + site.id()
            + "', 'p' || "
            + n
            + numbers
            + "insert into fact_survival (fact_id, site, patient_id, dead, known_on,"
            + " follow_up_age_days) select 'v' || "
            + n
            + ", '"
            + site.id()
            + "', 'p' || "
            + n
            + ", false, date '2020-06-01', 30 from generate_series(1, "
            + whole
            + ") i; "
            + "insert into quality_due (site, patient_id) select '"
            + site.id()
            + "', 'p' || "
            + n
            + numbers);
  }

  private static String quarter(LocalDate day) {
    return day.getYear() + "-Q" + ((day.getMonthValue() + 2) / 3);
  }

  private static Response asAdmin() {
    return TestSite.asAdmin().get("/admin/quality");
  }

  private static String of(TestSite site) {
    return "modules.find { it.site == '" + site.id() + "' }";
  }

  @Test
  void administratorSeesEverySiteWithoutSmallCells() {
    courses(sites.get(0), 1, 50, 50);
    courses(sites.get(1), 1, 7, 3);
    courses(sites.get(2), 1, 97, 3);
    asAdmin()
        .then()
        .statusCode(200)
        .body("findingsAwaiting", is(0))
        // Of seven items three are missing in half of the courses.
        .body(of(sites.get(0)) + ".values.completeness.value.share", is(0.79f))
        .body(of(sites.get(0)) + ".values.timeliness.value.share", is(0.5f))
        .body(of(sites.get(0)) + ".values.plausibility.value.atLeast", is(0.9f))
        .body(of(sites.get(0)) + ".values.freshness.value.share", is(0.5f))
        .body(of(sites.get(1)) + ".values.completeness.value", aMapWithSize(0))
        .body(of(sites.get(1)) + ".values.freshness.value", aMapWithSize(0))
        .body(of(sites.get(2)) + ".values.timeliness.value.atLeast", is(0.9f))
        .body(of(sites.get(2)) + ".values.timeliness.value.share", nullValue())
        .body(of(sites.get(2)) + ".values.freshness.value.atLeast", is(0.9f));
  }

  @Test
  void siteSeesItsOwnWholeBesideTheMedianAndNobodyElse() {
    int[] whole = {16, 12, 14, 18, 20};
    for (int i = 0; i < 5; i++) {
      courses(sites.get(i), 1, whole[i], 20 - whole[i]);
    }
    Response own = sites.get(0).get("/federation/quality");
    own.then()
        .statusCode(200)
        .body("modules.size()", is(1), "modules[0].site", is(sites.get(0).id()))
        .body("modules[0].values.freshness.value.share", is(0.8f))
        .body("modules[0].values.freshness.federation", is(0.8f))
        .body("modules[0].values.plausibility.value.share", is(1.0f));
    for (TestSite other : sites.subList(1, 5)) {
      assertThat(own.asString()).doesNotContain(other.id());
    }
    // Of four sites a median would come close to naming one.
    database.execute(
        "insert into quality_due (patient_id) select patient_id from fact_course where site = '"
            + sites.get(4).id()
            + "'; delete from fact_course where site = '"
            + sites.get(4).id()
            + "'");
    sites
        .get(0)
        .get("/federation/quality")
        .then()
        .body("modules[0].values.freshness.federation", nullValue());
  }

  @Test
  void whatIsRefusedIsCountedOnceAndLowersConformance() {
    TestSite site = sites.get(0);
    courses(site, 1, 30, 0);
    String patient = Records.id(site.id(), "p");
    site.send(Records.patient(patient)).then().statusCode(200);
    byte[] invalid = site.next(Records.patient(patient).put("gender", "none of the four"));
    site.post(invalid).then().statusCode(422);
    site.post("no bundle".getBytes(java.nio.charset.StandardCharsets.UTF_8)).then().statusCode(400);
    assertThat(
            database.column(
                "select code || ' ' || refused || ' ' || to_char(month, 'DD') from refusal_count"
                    + " order by code"))
        .containsExactly("RG-INGEST-004 1 01", "RG-INGEST-005 1 01");
    asAdmin().then().body(of(site) + ".values.conformance.value.share", is(0.33f));
  }

  @Test
  void monthsThatGetWorseAreAnAlertAndTheNextSiteIsNot() {
    for (int monthsAgo = 12; monthsAgo >= 1; monthsAgo--) {
      courses(sites.get(0), monthsAgo, monthsAgo > 4 ? 20 : 5, monthsAgo > 4 ? 0 : 15);
      courses(sites.get(1), monthsAgo, 18, 2);
    }
    String since = thisMonth.minusMonths(4).toString().substring(0, 7);
    asAdmin()
        .then()
        .body(of(sites.get(0)) + ".values.completeness.drift", is("down"))
        .body(of(sites.get(0)) + ".values.completeness.since", is(since))
        .body(of(sites.get(0)) + ".values.timeliness.drift", is("down"))
        .body(of(sites.get(0)) + ".values.plausibility.drift", nullValue())
        .body(of(sites.get(1)) + ".values.completeness.drift", nullValue());
    for (String language : List.of("en", "zh")) {
      String page =
          TestSite.asAdmin()
              .get("/console/quality?lang=" + language)
              .then()
              .statusCode(200)
              .extract()
              .asString();
      assertThat(page)
          .contains(
              "<html lang=\"" + language + "\">", sites.get(0).id(), since, "<main id=\"content\">")
          .doesNotContain("msg:", "dq:", "{row.", "<script");
    }
    assertThat(TestSite.asAdmin().get("/console/quality?lang=zh").asString())
        .contains("完整性", "自 " + since + " 起下降")
        .doesNotContain("Completeness");
  }

  @Test
  void siteOfWhichNothingIsHeardIsSilent() {
    courses(sites.get(0), 1, 30, 0);
    courses(sites.get(1), 1, 30, 0);
    sites.get(1).get("/federation/quality").then().statusCode(200);
    database.execute(
        "update site set last_seen = current_date - 40 where id = '" + sites.get(0).id() + "'");
    asAdmin()
        .then()
        .body(of(sites.get(0)) + ".silent", is(true))
        .body(of(sites.get(1)) + ".silent", is(false))
        .body(of(sites.get(1)) + ".lastSeen", is(LocalDate.now(ZoneOffset.UTC).toString()));
  }

  @Test
  void whoHasWithdrawnIsNotCounted() {
    courses(sites.get(0), 1, 30, 0);
    database.execute(
        "insert into withdrawal (site, patient_id) select site, patient_id from fact_course");
    asAdmin().then().body("modules.size()", is(0));
  }

  @Test
  void boardIsForAdministratorsAndItsOwnForSites() {
    String payer = TestPerson.opened("payer").session();
    for (String path : List.of("/admin/quality", "/console/quality")) {
      io.restassured.RestAssured.given()
          .cookie(TestSite.SESSION, payer)
          .get(path)
          .then()
          .statusCode(403);
    }
    sites.get(0).get("/admin/quality").then().statusCode(401);
  }
}
