package org.therafed.registry.bulk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.registry.Database;
import org.therafed.registry.Granted;
import org.therafed.registry.Records;
import org.therafed.registry.RegistryTestProfile;
import org.therafed.registry.TestPerson;
import org.therafed.registry.TestSite;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Exports hold what is granted, each record once, and end with what gave them. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class BulkExportTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
  private static final int VALUES = 1100;

  @Inject Database database;
  @Inject Exports exports;
  @Inject ExportWork work;

  private TestSite site;
  private TestPerson holder;
  private String session;
  private String grant;
  private final Set<String> sent = new TreeSet<>();

  /** More values than one file takes. */
  @BeforeEach
  void grantedSite() {
    site = TestSite.registered("api-x");
    holder = TestPerson.opened("researcher");
    session = holder.session();
    List<ObjectNode> records = new ArrayList<>();
    records.add(Records.patient(id("p")));
    records.add(Records.course(id("course"), id("p"), DAY));
    for (int i = 0; i < VALUES; i++) {
      records.add(Records.psa(id("psa" + i), id("p"), DAY, "2"));
      sent.add(id("psa" + i));
    }
    records.add(Records.patient(id("outside")));
    records.add(Records.psa(id("psa-outside"), id("outside"), DAY, "2"));
    site.send(records.toArray(ObjectNode[]::new)).then().statusCode(200);
    grant = Granted.inForce(holder, site);
  }

  private String id(String name) {
    return Records.id("api-bulk", site.id(), name);
  }

  private Response start(String query) {
    return asHolder()
        .header("Accept", "application/fhir+json")
        .header("Prefer", "respond-async")
        .get("/fhir/$export" + query);
  }

  /** Path of the status. */
  private String started(String query) {
    String location = start(query).then().statusCode(202).extract().header("Content-Location");
    return location.substring(location.indexOf("/fhir"));
  }

  private Response get(String path) {
    return asHolder().get(path);
  }

  /** Within a session: an export is asked after again and again. */
  private RequestSpecification asHolder() {
    return given().cookie(TestSite.SESSION, session).urlEncodingEnabled(false);
  }

  private JsonPath finished(String status) {
    return Awaitility.await("the export")
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(status), answer -> answer.statusCode() != 202)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String path(String url) {
    return url.substring(url.indexOf("/fhir"));
  }

  private List<String> ids(JsonPath manifest, String type) throws Exception {
    List<String> ids = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < manifest.getList("output").size(); i++) {
      if (manifest.getString("output[" + i + "].type").equals(type)) {
        Response file = get(path(manifest.getString("output[" + i + "].url")));
        assertThat(file.contentType()).startsWith("application/fhir+ndjson");
        List<String> lines = file.asString().lines().toList();
        assertThat(lines).hasSize(manifest.getInt("output[" + i + "].count"));
        for (String line : lines) {
          JsonNode record = json.readTree(line);
          assertThat(record.path("resourceType").asText()).isEqualTo(type);
          ids.add(record.path("id").asText());
        }
      }
    }
    return ids;
  }

  @Test
  void exportHoldsEachGrantedRecordOnceAndNoOther() throws Exception {
    JsonPath manifest = finished(started(""));
    assertThat(manifest.getBoolean("requiresAccessToken")).isTrue();
    assertThat(manifest.getString("request")).endsWith("/fhir/$export");
    assertThat(ids(manifest, "Observation"))
        .hasSize(VALUES)
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(ids(manifest, "Patient")).containsExactly(id("p"));
    assertThat(manifest.getList("output.type", String.class))
        .containsOnly("Observation", "Patient", "Procedure");
    assertThat(manifest.getList("output.type", String.class).stream().filter("Observation"::equals))
        .hasSize(2);
  }

  @Test
  void typesAndSinceSelect() throws Exception {
    JsonPath some = finished(started("?_type=Patient,Procedure&_outputFormat=ndjson"));
    assertThat(some.getList("output.type", String.class)).containsExactly("Patient", "Procedure");
    JsonPath none = finished(started("?_type=Patient&_since=2999-01-01T00:00:00Z"));
    assertThat(none.getList("output")).isEmpty();
  }

  @Test
  void requestThatIsNoneIsRefused() {
    asHolder()
        .get("/fhir/$export")
        .then()
        .statusCode(400)
        .body("issue[0].details.coding[0].code", is("RG-EXPORT-001"));
    start("?_outputFormat=csv").then().statusCode(400);
    start("?_type=Practitioner").then().statusCode(400);
    start("?_typeFilter=x").then().statusCode(400);
    start("?_since=yesterday").then().statusCode(400);
  }

  @Test
  void cancelledExportIsGoneWithItsFilesAndNobodyElseSeesOne() {
    String status = started("?_type=Observation");
    JsonPath manifest = finished(status);
    TestPerson other = TestPerson.opened("researcher");
    Granted.inForce(other, site);
    String file = path(manifest.getString("output[0].url"));
    for (String path : List.of(status, file, status + "/..%2f1", status + "/0", status + "/x")) {
      other.asking().get(path).then().statusCode(404);
    }
    other.asking().delete(status).then().statusCode(404);
    get(file).then().statusCode(200);
    asHolder().delete(status).then().statusCode(202);
    get(status).then().statusCode(404);
    get(file).then().statusCode(404);
    assertThat(files(status)).isZero();
  }

  private long files(String status) {
    String id = status.substring(status.lastIndexOf('/') + 1);
    return database.count("select count(*) from bulk_export_file where export_id = '" + id + "'");
  }

  @Test
  void expiredExportIsGoneAndItsFilesAreDeleted() throws Throwable {
    String status = started("?_type=Observation");
    String file = path(finished(status).getString("output[0].url"));
    get(status).then().header("Expires", notNullValue());
    String id = status.substring(status.lastIndexOf('/') + 1);
    database.execute("update bulk_export set expires_at = started_at where id = '" + id + "'");
    get(status).then().statusCode(404);
    get(file).then().statusCode(404);
    VertxContextSupport.subscribeAndAwait(() -> exports.expire());
    assertThat(files(status)).isZero();
  }

  @Test
  void nothingIsHandedOutWhenTheGrantEndsOrSomebodyWithdraws() {
    String status = started("?_type=Observation");
    String file = path(finished(status).getString("output[0].url"));
    site.send(Records.consent(id("consent"), id("p"), DAY, false)).then().statusCode(200);
    for (String path : List.of(status, file)) {
      get(path).then().statusCode(410).body("issue[0].details.coding[0].code", is("RG-EXPORT-004"));
    }
    // At once, and not when the export expires: nothing of it is left to come back.
    assertThat(files(status)).isZero();
    site.send(Records.consent(id("consent"), id("p"), DAY.plusDays(1), true))
        .then()
        .statusCode(200);
    get(file).then().statusCode(410);
    asHolder().delete(status).then().statusCode(202);
    status = started("?_type=Observation");
    file = path(finished(status).getString("output[0].url"));
    Granted.withdraw(site, grant).then().statusCode(200);
    get(file).then().statusCode(403);
    Granted.inForce(holder, site);
    get(file).then().statusCode(410);
  }

  @Test
  void retractionAtAnotherHospitalEndsTheExportOfTheSamePerson() {
    String status = started("?_type=Observation");
    finished(status);
    assertThat(files(status)).isPositive();
    TestSite elsewhere = TestSite.registered("b");
    String there = Records.id(elsewhere.id(), "p");
    elsewhere.send(Records.patient(there)).then().statusCode(200);
    // One person by a linkage token that both hospitals sent.
    database.execute(
        "update person set person_key = 'one' where patient_id in ('"
            + id("p")
            + "', '"
            + there
            + "')");
    elsewhere.retract(there).then().statusCode(200);
    assertThat(files(status)).isZero();
    get(status).then().statusCode(410);
  }

  @Test
  void exportOfOthersStaysWhenSomebodyWithdraws() {
    String status = started("?_type=Observation");
    String file = path(finished(status).getString("output[0].url"));
    TestSite elsewhere = TestSite.registered("b");
    String there = Records.id(elsewhere.id(), "p");
    elsewhere.send(Records.patient(there)).then().statusCode(200);
    elsewhere.retract(there).then().statusCode(200);
    get(file).then().statusCode(200);
  }

  /** As a process that ended in the middle left it. */
  @Test
  void unfinishedExportGoesOnWhereItWas() throws Exception {
    String status = started("?_type=Observation,Patient");
    finished(status);
    String id = status.substring(status.lastIndexOf('/') + 1);
    database.execute("delete from bulk_export_file where export_id = '" + id + "' and number > 1");
    database.execute(
        "update bulk_export set position = 0, after_id = (select last_id from bulk_export_file"
            + " where export_id = '"
            + id
            + "') where id = '"
            + id
            + "'");
    get(status).then().statusCode(202).header("X-Progress", is("0 of 2 types"));
    get(status + "/1").then().statusCode(404);
    work.look();
    JsonPath manifest = finished(status);
    assertThat(ids(manifest, "Observation"))
        .hasSize(VALUES)
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(ids(manifest, "Patient")).containsExactly(id("p"));
  }

  @Test
  void accountHasThreeExportsAtMost() {
    for (int i = 0; i < 3; i++) {
      started("?_type=Patient");
    }
    start("?_type=Patient")
        .then()
        .statusCode(429)
        .body("issue[0].details.coding[0].code", is("RG-EXPORT-003"));
  }
}
