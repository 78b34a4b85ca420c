package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.publish.ServedParameter;
import org.therafed.profiles.publish.ServedParameters;
import org.therafed.registry.access.RouteRules;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** FHIR R4 reading over what a test can work out by hand: one site's own records. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class RecordSearchTest {
  private static final LocalDate DAY = LocalDate.of(2025, 3, 1);
  private static final int VALUES = 7;

  @Inject Database database;

  /** Sent by the first test; the others only read it. */
  private static TestSite site;

  private static String patient;

  /** PSA 1.5 to 7.5 of 1 March to 7 March; the first has a later version. */
  @BeforeEach
  void sevenValuesOfOnePatient() {
    if (site != null
        && database.count("select count(*) from site where id = '" + site.id() + "'") == 1) {
      return;
    }
    site = TestSite.registered("api-s");
    patient = id("p");
    List<ObjectNode> records = new ArrayList<>();
    records.add(Records.patient(patient));
    records.add(Records.patient(id("q")));
    records.add(Records.course(id("course"), patient, DAY));
    for (int i = 1; i <= VALUES; i++) {
      records.add(Records.psa(id("psa" + i), patient, DAY.plusDays(i - 1L), i + ".5"));
    }
    records.add(Records.vitalStatus(id("alive"), id("q"), DAY.plusDays(30), false));
    records.add(Records.adverseEvent(id("ae"), patient, DAY, KnownFederation.ANEMIA, 2));
    records.add(Records.cells(id("cells"), patient));
    site.send(records.toArray(ObjectNode[]::new)).then().statusCode(200);
    site.send(Records.psa(id("psa1"), patient, DAY, "1.50")).then().statusCode(200);
  }

  private static String id(String name) {
    return Records.id("api-search", site.id(), name);
  }

  /** As it stands: links and bad input are encoded already. */
  private static Response get(String path) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + site.token())
        .get(path);
  }

  private static String next(JsonPath page) {
    String link = page.getString("link.findAll { it.relation == 'next' }.url[0]");
    return link == null ? null : link.substring(link.indexOf("/fhir"));
  }

  private static Set<String> found(String path) {
    JsonPath answer = get(path).then().statusCode(200).extract().jsonPath();
    List<String> ids = answer.getList("entry.resource.id");
    return ids == null ? Set.of() : new TreeSet<>(ids);
  }

  private static Set<String> psa(int from, int to) {
    Set<String> ids = new TreeSet<>();
    for (int i = from; i <= to; i++) {
      ids.add(id("psa" + i));
    }
    return ids;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "date=2025-03-03, 3, 3",
        "date=ge2025-03-03, 3, 7",
        "date=gt2025-03-03, 4, 7",
        "date=lt2025-03-03, 1, 2",
        "date=le2025-03-03, 1, 3",
        "date=sa2025-03-05&date=lt2025-04, 6, 7",
        "date=eb2025-03-03, 1, 2",
        "date=2025-03&category=laboratory, 1, 7",
        "\"date=2025-03-02,2025-03-03\", 2, 3",
        "value-quantity=4.5, 4, 4",
        "value-quantity=gt4.5, 5, 7",
        "value-quantity=le4.5, 1, 4",
        "value-quantity=5, 4, 4",
        "value-quantity=ge2|http://unitsofmeasure.org|ng/mL, 2, 7",
        "code=2857-1, 1, 7",
        "code=http://loinc.org|2857-1, 1, 7",
        "status=final&category=laboratory&code=http://loinc.org|, 1, 7",
        "code:not=67162-8, 1, 7",
        "value-quantity:missing=false, 1, 7",
        "category:missing=false, 1, 7",
        "_id=%psa2, 2, 2",
        "patient=%p, 1, 7",
        "patient=Patient/%p, 1, 7",
        "subject:Patient=%p, 1, 7",
        "subject:Patient._id=%p, 1, 7",
        "patient._id=%p&patient.gender=male, 1, 7",
        "patient.birthdate=lt2020&subject:Patient.gender:not=female, 1, 7"
      })
  void parameterFindsWhatItMeans(String query, int from, int to) {
    String asked = query.replace("%psa2", id("psa2")).replace("%p", patient).replace("|", "%7C");
    String psaOnly = asked.contains("code") ? "" : "&code=2857-1";
    assertThat(found("/fhir/Observation?" + asked + psaOnly)).isEqualTo(psa(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code=http://snomed.info/sct%7C2857-1",
        "code=%7C2857-1",
        "value-quantity=4.5%7C%7Cmg",
        "date=2025-05",
        "_lastUpdated=lt2020",
        "_id=none",
        "patient=none",
        "patient.gender=female",
        "subject:Patient._id=none",
        "_has:Observation:derived-from:code=2857-1"
      })
  void parameterFindsNothingElse(String query) {
    get("/fhir/Observation?_total=accurate&" + query).then().statusCode(200).body("total", is(0));
  }

  @Test
  void parametersOfTheProfilesFindTheirExtensions() {
    assertThat(
            found(
                "/fhir/Procedure?module="
                    + encoded("https://therafed.org/fhir/PlanDefinition/rlt-psma")))
        .containsExactly(id("course"));
    assertThat(found("/fhir/AdverseEvent?grading-scale:missing=false&subject=" + patient))
        .containsExactly(id("ae"));
    assertThat(found("/fhir/BiologicallyDerivedProduct?recipient=Patient/" + patient))
        .containsExactly(id("cells"));
    assertThat(found("/fhir/BiologicallyDerivedProduct?identifier=" + id("cells")))
        .containsExactly(id("cells"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&_sort=date", "&_sort=-date", "&_sort=_lastUpdated", "&_sort=-_id"})
  void pagesGiveEachRecordOnceAndInOrder(String sort) {
    List<String> ids = new ArrayList<>();
    String next = "/fhir/Observation?code=2857-1&_count=3" + sort;
    int pages = 0;
    while (next != null) {
      JsonPath page = get(next).then().statusCode(200).extract().jsonPath();
      ids.addAll(page.getList("entry.resource.id"));
      next = next(page);
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(VALUES).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(ids)).isEqualTo(psa(1, VALUES));
    if (sort.endsWith("-date")) {
      assertThat(ids).startsWith(id("psa7"), id("psa6")).endsWith(id("psa1"));
    } else if (sort.endsWith("date")) {
      assertThat(ids).startsWith(id("psa1"), id("psa2")).endsWith(id("psa7"));
    } else if (sort.isEmpty()) {
      assertThat(ids).isSorted();
    }
  }

  @Test
  void totalIsCountedWhereItIsAskedAndIncludesAreMarked() {
    get("/fhir/Observation?code=2857-1&_count=2&_total=accurate&_include=Observation:subject")
        .then()
        .statusCode(200)
        .body("total", is(VALUES))
        .body("entry.search.mode", is(List.of("match", "match", "include")))
        .body("entry[2].resource.id", is(patient));
    get("/fhir/Observation?_count=1").then().body("total", is((Object) null));
    assertThat(
            found(
                "/fhir/Patient?_id="
                    + patient
                    + "&_revinclude=Observation:patient&_revinclude=Procedure:subject"))
        .hasSize(2 + VALUES)
        .contains(patient, id("course"), id("psa1"));
    assertThat(found("/fhir/Patient?_has:Observation:patient:value-quantity=gt5"))
        .containsExactly(patient);
    assertThat(found("/fhir/Patient?_has:Observation:patient:code=67162-8"))
        .containsExactly(id("q"));
    get("/fhir/Patient?_summary=count").then().statusCode(200).body("total", is(2));
    get("/fhir/Patient?_count=0&_total=accurate").then().statusCode(200).body("total", is(2));
  }

  @Test
  void unknownParameterIsRefusedByItsPlaceOrIgnoredAndSaidSo() {
    get("/fhir/Observation?code=2857-1&planted-name=Zhang")
        .then()
        .statusCode(400)
        .body("issue[0].details.coding[0].code", is("RG-SEARCH-001"))
        .body("issue[0].diagnostics", containsString("Parameter 2"))
        .body("issue[0].diagnostics", not(containsString("planted")))
        .body("issue[0].diagnostics", not(containsString("Zhang")));
    given()
        .header("Authorization", "Bearer " + site.token())
        .header("Prefer", "handling=lenient")
        .get("/fhir/Observation?code=2857-1&planted-name=Zhang")
        .then()
        .statusCode(200)
        .body("entry.size()", is(VALUES))
        .body("link[0].url", not(containsString("planted")))
        .body("link[0].url", containsString("code=2857-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code.text=x",
        "patient:Observation.code=x",
        "patient.subject.gender=male",
        "patient.no-such=x",
        "_has:Observation:no-such:code=x",
        "_has:Procedure:subject:no-such=x",
        "_has:Observation:patient:code=x",
        "_has=x",
        "_summary:exact=true"
      })
  void stepThatIsNotServedIsRefusedByItsPlace(String query) {
    get("/fhir/Observation?" + query)
        .then()
        .statusCode(400)
        .body("issue[0].details.coding[0].code", is("RG-SEARCH-001"));
  }

  @Test
  void searchByPostFindsTheSameAndItsLinksAreOnesForGet() {
    JsonPath page =
        form("code=2857-1&date=ge2025-03-03", "_count=3")
            .then()
            .statusCode(200)
            .body("type", is("searchset"))
            .extract()
            .jsonPath();
    Set<String> ids = new TreeSet<>(page.<String>getList("entry.resource.id"));
    String next = next(page);
    while (next != null) {
      JsonPath rest = get(next).then().statusCode(200).extract().jsonPath();
      ids.addAll(rest.getList("entry.resource.id"));
      next = next(rest);
    }
    assertThat(ids).isEqualTo(psa(3, VALUES));
    form("planted-name=Zhang", "")
        .then()
        .statusCode(400)
        .body("issue[0].details.coding[0].code", is("RG-SEARCH-001"));
    form("code=%zz", "").then().statusCode(400);
    form("code=" + "x".repeat(33_000), "").then().statusCode(400);
    form("_id=" + id("psa1") + "%00", "").then().statusCode(400);
  }

  private static Response form(String body, String query) {
    return given()
        .config(TestSite.AS_TEXT)
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + site.token())
        .contentType("application/x-www-form-urlencoded")
        .body(body)
        .post("/fhir/Observation/_search" + (query.isEmpty() ? "" : "?" + query));
  }

  @Test
  void recordsAreGivenInPartsAndSaySo() {
    String one = "/fhir/Observation/" + id("psa1");
    Map<String, Object> summary = get(one + "?_summary=true").jsonPath().getMap("");
    assertThat(summary).containsKeys("id", "meta", "status", "code", "subject", "valueQuantity");
    assertThat(summary).doesNotContainKeys("category");
    assertThat(get(one + "?_summary=true").asString()).contains("1.50").contains("SUBSETTED");
    assertThat(get(one + "?_elements=category").jsonPath().getMap("").keySet())
        .containsExactlyInAnyOrder("resourceType", "id", "meta", "status", "code", "category");
    assertThat(get(one + "?_summary=text").jsonPath().getMap("").keySet())
        .containsExactlyInAnyOrder("resourceType", "id", "meta", "status", "code");
    get(one + "?_summary=count").then().statusCode(400);
    assertThat(get(one + "?_format=json&_pretty=true").asString()).doesNotContain("SUBSETTED");
    get("/fhir/Observation?_id=" + id("psa2") + "&_elements=code&_include=Observation:subject")
        .then()
        .statusCode(200)
        .body("entry[0].resource.keySet()", not(hasItem("valueQuantity")))
        .body("entry[1].resource.keySet()", hasItem("gender"))
        .body("link[0].url", containsString("_elements=code"));
  }

  @Test
  void versionThatTheClientHasIsNotGivenAgain() {
    String one = "/fhir/Observation/" + id("psa1");
    for (String known : List.of("W/\"2\"", "\"2\"", "W/\"7\", W/\"2\"", "*")) {
      Response answer = conditional(one, known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.header("ETag")).isEqualTo("W/\"2\"");
      assertThat(answer.asString()).isEmpty();
    }
    assertThat(conditional(one, "W/\"1\"").statusCode()).isEqualTo(200);
    assertThat(conditional("/fhir/Observation/none", "*").statusCode()).isEqualTo(404);
  }

  private static Response conditional(String path, String known) {
    return given()
        .header("Authorization", "Bearer " + site.token())
        .header("If-None-Match", known)
        .get(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date=yesterday",
        "date=2025-02-30",
        "date=ap2025",
        "code:text=x",
        "code:exact=x",
        "value-quantity=abc",
        "value-quantity=1%7C2",
        "patient=Patient/a/b",
        "patient:Observation=x",
        "code=",
        "code:missing=maybe",
        "_sort=code",
        "_sort=date,code",
        "_count=-1",
        "_total=some",
        "_include=Observation:code",
        "_include=Patient:subject",
        "_include=*",
        "_revinclude=Observation:code",
        "_cursor=bm90LWpzb24",
        "_cursor=WyJhIl0",
        "_format=xml",
        "_summary=all",
        "_elements=",
        "patient.birthdate=yesterday",
        "_has:Observation:derived-from:date=yesterday"
      })
  void valueThatCannotBeUsedIsRefusedWithItsParameter(String query) {
    get("/fhir/Observation?" + query)
        .then()
        .statusCode(400)
        .body("issue[0].details.coding[0].code", is("RG-SEARCH-002"));
  }

  @Test
  void versionsAreReadByNumberAndListedNewestFirst() {
    String record = "/fhir/Observation/" + id("psa1");
    get(record).then().statusCode(200).header("ETag", "W/\"2\"").body("meta.versionId", is("2"));
    assertThat(get(record).asString()).contains("1.50");
    get(record + "/_history/1").then().statusCode(200).header("ETag", "W/\"1\"");
    for (String none : List.of("0", "3", "x", "99999999999", "1'--")) {
      get(record + "/_history/" + encoded(none)).then().statusCode(404);
    }
    get(record + "/_history")
        .then()
        .statusCode(200)
        .body("type", is("history"))
        .body("entry.resource.meta.versionId", is(List.of("2", "1")))
        .body("entry.response.status", is(List.of("200", "201")));
    int versions = 0;
    String next = "/fhir/Observation/_history?_count=4";
    Set<String> seen = new TreeSet<>();
    while (next != null) {
      JsonPath page = get(next).then().statusCode(200).extract().jsonPath();
      for (int i = 0; i < page.getList("entry").size(); i++) {
        seen.add(
            page.getString("entry[" + i + "].resource.id")
                + page.getString("entry[" + i + "].resource.meta.versionId"));
        versions++;
      }
      next = next(page);
    }
    assertThat(versions).isEqualTo(VALUES + 2);
    assertThat(seen).hasSize(VALUES + 2);
  }

  @Test
  void everythingOfAPatientIsEachRecordOfThatPatientAndNoOther() {
    Set<String> all = found("/fhir/Patient/" + patient + "/$everything?_count=100");
    assertThat(all)
        .hasSize(VALUES + 4)
        .contains(patient, id("course"), id("ae"), id("cells"))
        .doesNotContain(id("q"), id("alive"));
    assertThat(found("/fhir/Patient/" + patient + "/$everything?_type=Observation"))
        .isEqualTo(psa(1, VALUES));
    get("/fhir/Patient/" + patient + "/$everything?_count=2")
        .then()
        .body("link.find { it.relation == 'next' }.url", notNullValue());
  }

  /**
   * Through each parameter of each type: an answer or a refusal, and nothing happens to a table.
   */
  @Test
  void textOfARequestIsNeverSql() {
    String before = database.column("select count(*) || max(id) from resource").get(0);
    List<String> bad =
        List.of(
            "x' or '1'='1",
            "'; drop table resource; --",
            "$.* ? (@ == 1)",
            "\") || true || (\"",
            ":grants",
            "%' or 1=1 --",
            "\\");
    for (ServedParameter parameter : ServedParameters.all()) {
      String value = bad.get(Math.floorMod(parameter.code().hashCode(), bad.size()));
      Response answer =
          get("/fhir/" + parameter.base() + "?" + parameter.code() + "=" + encoded(value));
      for (String target : parameter.targets()) {
        String has = "_has:" + parameter.base() + ":" + parameter.code() + ":_id=" + encoded(value);
        String chained = parameter.code() + ":" + target + "._id=" + encoded(value);
        for (String step : List.of(target + "?" + has, parameter.base() + "?" + chained)) {
          get("/fhir/" + step).then().statusCode(200).body("entry", is((Object) null));
        }
      }
      assertThat(answer.statusCode()).as(parameter.code()).isIn(200, 400);
      assertThat(answer.asString()).as(parameter.code()).doesNotContain("\"entry\"");
    }
    for (String value : bad) {
      for (String name : List.of("_id", "_sort", "_include", "_cursor", "_count", "_lastUpdated")) {
        Response answer = get("/fhir/Patient?" + name + "=" + encoded(value));
        assertThat(answer.statusCode()).as(name).isIn(200, 400);
        assertThat(answer.asString()).doesNotContain("\"entry\"");
      }
      assertThat(get("/fhir/Patient/" + encoded(value)).statusCode()).isIn(400, 404);
      assertThat(get("/fhir/" + encoded(value)).statusCode()).isIn(400, 404);
      assertThat(get("/fhir/Patient?" + encoded(value) + "=1").statusCode()).isEqualTo(400);
    }
    assertThat(database.column("select count(*) || max(id) from resource").get(0))
        .isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/..%2f..%2fetc%2fpasswd",
        "/fhir/Patient/..%2f..%2fadmin%2fsites",
        "/fhir/Patient/%00",
        "/fhir/Nothing",
        "/fhir/patient"
      })
  void pathThatIsNoRecordIsNotFound(String path) {
    Response answer = get(path);
    assertThat(answer.statusCode()).isIn(400, 404);
  }

  /** Interactions and operations of the statement, each with its route. */
  private static final Map<String, String> ROUTES =
      Map.of(
          "read", "GET /fhir/{type}/{id}",
          "vread", "GET /fhir/{type}/{id}/_history/{version}",
          "history-instance", "GET /fhir/{type}/{id}/_history",
          "history-type", "GET /fhir/{type}/_history",
          "search-type", "GET /fhir/{type}",
          "transaction", "POST /fhir",
          "everything", "GET /fhir/Patient/{id}/$everything",
          "export", "GET /fhir/$export",
          "patient-export", "GET /fhir/Patient/$export");

  /** Beside the statement itself there are only the status and the files of exports. */
  @Test
  void statementAndRoutesAgree() {
    JsonPath said = given().get("/fhir/metadata").jsonPath();
    Set<String> stated = new TreeSet<>();
    List<String> codes = said.getList("rest[0].resource.interaction.code.flatten()");
    codes.forEach(code -> stated.add(ROUTES.get(code)));
    stated.add("POST /fhir/{type}/_search");
    List<String> whole = said.getList("rest[0].interaction.code");
    whole.forEach(code -> stated.add(ROUTES.get(code)));
    List<String> operations = new ArrayList<>(said.<String>getList("rest[0].operation.definition"));
    operations.addAll(
        said.<String>getList(
            "rest[0].resource.find { it.type == 'Patient' }.operation.definition"));
    operations.stream()
        .map(definition -> definition.replaceAll(".*/(Patient-)?", ""))
        .forEach(name -> stated.add(ROUTES.get(name)));
    Set<String> routes = new TreeSet<>();
    RouteRules.all().keySet().stream()
        .filter(route -> route.contains(" /fhir"))
        .filter(route -> !route.matches(".*(/bulk/|metadata|well-known).*"))
        .forEach(routes::add);
    assertThat(stated).isEqualTo(routes);
  }

  /** What the statement lists is what a search takes, and what it names can be included. */
  @Test
  void searchTakesWhatTheStatementLists() {
    JsonPath said = given().get("/fhir/metadata").jsonPath();
    List<Map<String, Object>> types = said.getList("rest[0].resource");
    for (Map<String, Object> type : types) {
      StringBuilder query = new StringBuilder("/fhir/" + type.get("type") + "?_count=1");
      for (Object parameter : (List<?>) type.get("searchParam")) {
        String name = (String) ((Map<?, ?>) parameter).get("name");
        if (!name.startsWith("_")) {
          query.append('&').append(name).append(":missing=true");
        }
      }
      for (String name : List.of("searchInclude", "searchRevInclude")) {
        Object values = type.get(name);
        for (Object value : values == null ? List.of() : (List<?>) values) {
          query.append(name.equals("searchInclude") ? "&_include=" : "&_revinclude=").append(value);
        }
      }
      get(query.toString()).then().statusCode(200);
    }
  }
}
