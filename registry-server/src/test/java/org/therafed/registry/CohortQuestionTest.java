package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Question.Arm;
import org.therafed.registry.cohort.Question.Group;
import org.therafed.registry.cohort.Selection;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * Questions as JSON over a federation whose treated arm is known: persons 1 to 25 are women and
 * second line, all others men; persons 26 to 56 were born in 1940.
 */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class CohortQuestionTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
  private static final int WOMEN = 25;
  private static final String MEN = "{\"not\":{\"sex\":[\"female\"]}}";
  private static final List<String> INJECTIONS =
      List.of(
          "x' or '1'='1",
          "'; drop table fact_patient; --",
          "\\') or true or ('",
          "]\"}') or (1=:cut");

  @Inject Database database;
  @Inject Cohorts cohorts;
  @Inject ModuleCatalog modules;

  private KnownFederation federation;

  @BeforeEach
  void frozenFederation() {
    database.clear();
    federation = KnownFederation.sentWithEverybodyAssessed();
    List<List<ObjectNode>> records =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 1; i < KnownFederation.TREATED; i++) {
      String patient = federation.patientOf(i);
      ObjectNode person = Records.patient(patient);
      records
          .get(i % 3)
          .add(i <= WOMEN ? person.put("gender", "female") : person.put("birthDate", "1940"));
    }
    for (int site = 0; site < 3; site++) {
      federation
          .sites()
          .get(site)
          .send(records.get(site).toArray(ObjectNode[]::new))
          .then()
          .statusCode(200);
    }
    TestSite.freeze();
  }

  private static String question(String who) {
    return "{\"version\":1,\"kind\":\"survival\",\"module\":\"rlt-psma\""
        + (who.isEmpty() ? "" : ",\"who\":" + who)
        + "}";
  }

  private static Response ask(String question) {
    return TestSite.asAdmin().contentType("application/json").body(question).post("/api/questions");
  }

  private static JsonNode answer(Response response) throws Exception {
    return MAPPER.readTree(response.then().statusCode(200).extract().asString());
  }

  private static JsonNode asked(String who) throws Exception {
    return answer(ask(question(who)));
  }

  private static String state(JsonNode answer) {
    return answer.at("/arms/0/state").asText();
  }

  private int members(Selection.Condition condition) throws Throwable {
    Group group = new Group("rlt-psma", Arm.TREATED, new Selection(condition, "{}"));
    return VertxContextSupport.subscribeAndAwait(() -> cohorts.members(group, 1)).size();
  }

  @Test
  void everyConditionHoldsForWhomItSays() throws Throwable {
    Selection.Condition women = new Selection.Sex(List.of("female"));
    Selection.Condition old = new Selection.Age(80, null);
    assertThat(members(women)).isEqualTo(WOMEN);
    assertThat(members(new Selection.Not(women))).isEqualTo(KnownFederation.TREATED - WOMEN);
    assertThat(members(old)).isEqualTo(KnownFederation.TREATED - WOMEN - 1);
    assertThat(members(new Selection.Age(null, 83))).isEqualTo(WOMEN + 1);
    assertThat(members(new Selection.Age(74, 74))).isEqualTo(WOMEN + 1);
    assertThat(members(new Selection.All(List.of(women, old)))).isZero();
    assertThat(members(new Selection.Any(List.of(women, old))))
        .isEqualTo(KnownFederation.TREATED - 1);
    assertThat(members(new Selection.Region(List.of("none")))).isZero();
    assertThat(members(new Selection.Line(1, 90))).isEqualTo(courses("line is not null"));
    // The baseline is 100; the fall comes after the index date.
    assertThat(members(psa("ng/mL", 42, 100.0, 100.0))).isEqualTo(KnownFederation.TREATED);
    assertThat(members(psa("ng/mL", 9, 0.0, null))).isZero();
    assertThat(members(psa("ng/mL", 42, 100.5, null))).isZero();
    assertThat(members(psa("ug/L", 42, 0.0, null))).isZero();
    assertThat(members(new Selection.TreatedBefore("rlt-psma"))).isZero();
  }

  private int courses(String which) {
    return (int)
        database.count(
            "select count(distinct patient_id) from fact_course where arm = 'treated' and "
                + which);
  }

  private static Selection.Condition psa(String unit, int days, Double from, Double to) {
    return new Selection.Biomarker("2857-1", unit, days, from, to);
  }

  @Test
  void groupIsReleasedWithItsOthersAndNotUnderAnotherName() throws Exception {
    JsonNode women = asked("{\"sex\":[\"female\"]}");
    assertThat(state(women)).isEqualTo("released");
    assertThat(women.at("/arms/0/result/n").asInt()).isEqualTo(WOMEN);
    assertThat(women.at("/arms/0/who")).isEqualTo(women.at("/question/who"));
    JsonNode men = asked(MEN);
    assertThat(state(men)).isEqualTo("released");
    assertThat(men.at("/arms/0/result/n").asInt()).isEqualTo(30);
    assertThat(state(asked("{\"sex\":[\"male\"]}"))).isEqualTo("not-released");
    // All but one of the men were born in 1940.
    assertThat(state(asked("{\"age\":{\"from\":80}}"))).isEqualTo("not-released");
    assertThat(state(asked("{\"any\":[{\"sex\":[\"female\"]},{\"age\":{\"from\":80}}]}")))
        .isEqualTo("not-released");
    assertThat(state(asked(""))).isEqualTo("released");
    assertThat(state(asked("{\"sex\":[\"female\"]}"))).isEqualTo("released");
  }

  @Test
  void tooSmallAndNobodyReadTheSame() throws Exception {
    JsonNode nobody = asked("{\"region\":[\"nowhere\"]}");
    JsonNode few = asked("{\"all\":[{\"not\":{\"sex\":[\"female\"]}},{\"age\":{\"to\":80}}]}");
    assertThat(state(nobody)).isEqualTo("not-released");
    for (JsonNode each : List.of(nobody, few)) {
      ObjectNode arm = (ObjectNode) each.at("/arms/0");
      arm.remove(List.of("id", "who"));
    }
    assertThat(few.path("arms")).isEqualTo(nobody.path("arms"));
  }

  @Test
  void documentedExampleIsAnsweredAndItsComparatorsBesideIt() throws Exception {
    Matcher example =
        Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs", "cohort-questions.md")));
    assertThat(example.find()).isTrue();
    JsonNode answer = answer(ask(example.group(1).replaceAll("\"cut\": \"[^\"]*\",\\s*", "")));
    assertThat(answer.path("arms").findValuesAsText("arm"))
        .containsExactly("treated", "untreated", "standard-care", "treated");
    assertThat(answer.path("arms").findValuesAsText("module"))
        .containsExactly("rlt-psma", "rlt-psma", "rlt-psma", "rlt-psma-tb161");
    assertThat(answer.path("arms").findValuesAsText("state"))
        .containsExactly("released", "not-released", "not-released", "not-released");
    shaped(answer, "CohortAnswer");
    shaped(
        answer(TestSite.asAdmin().get("/api/questions/" + answer.path("id").asText())),
        "CohortAnswer");
    shaped(answer(TestSite.asAdmin().get("/api/evidence/survival")), "Answer");
    shaped(answer(TestSite.asAdmin().get("/api/cuts")), "DataCuts");
    assertThat(answer.at("/question/cut").asText())
        .isEqualTo(answer.at("/arms/0/cut").asText())
        .isNotEmpty();
  }

  /** As {@code GET /openapi.json} describes it. */
  private static void shaped(JsonNode answer, String schema) throws Exception {
    ObjectNode document =
        (ObjectNode) MAPPER.readTree(TestSite.asAdmin().get("/openapi.json").asString());
    document.put("$ref", "#/components/schemas/" + schema);
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(document)
                .validate(answer))
        .as(schema)
        .isEmpty();
  }

  @Test
  void answerIsGivenAgainByItsIdAndSupersededByAWithdrawal() throws Exception {
    JsonNode first = asked(MEN);
    String address = "/api/questions/" + first.path("id").asText();
    JsonNode cited = answer(TestSite.asAdmin().get(address));
    assertThat(cited.path("superseded").asBoolean()).isFalse();
    assertThat(cited.at("/arms/0/result")).isEqualTo(first.at("/arms/0/result"));
    assertThat(answer(TestSite.asAdmin().post(address))).isEqualTo(first);
    for (int person = WOMEN + 1; person <= WOMEN + 11; person++) {
      String patient = federation.patientOf(person);
      federation
          .sites()
          .get(person % 3)
          .send(Records.consent(Records.id(patient, "consent"), patient, DAY, false))
          .then()
          .statusCode(200);
    }
    JsonNode later = answer(TestSite.asAdmin().get(address));
    assertThat(later.path("superseded").asBoolean()).isTrue();
    assertThat(later.at("/arms/0/superseded").asBoolean()).isTrue();
    assertThat(later.at("/arms/0/result")).isEqualTo(first.at("/arms/0/result"));
    JsonNode again = answer(TestSite.asAdmin().post(address));
    assertThat(again.path("id")).isNotEqualTo(first.path("id"));
    assertThat(again.path("question")).isEqualTo(first.path("question"));
    assertThat(state(again)).isEqualTo("released");
    assertThat(again.at("/arms/0/withdrawn/people").asInt()).isEqualTo(10);
    TestSite.asAdmin()
        .get("/api/questions/none")
        .then()
        .statusCode(404)
        .body("code", is("RG-ANSWER-001"));
  }

  /** Else a withdrawal would tell that somebody was in a group too small to be released. */
  @Test
  void withdrawalSupersedesEveryGroupOfTheArmAlikeAndNoneTellsWhose() throws Exception {
    JsonNode empty = asked("{\"region\":[\"nowhere\"]}");
    JsonNode women = asked("{\"sex\":[\"female\"]}");
    String patient = federation.patientOf(1);
    federation
        .sites()
        .get(1)
        .send(Records.consent(Records.id(patient, "consent"), patient, DAY, false))
        .then()
        .statusCode(200);
    for (JsonNode each : List.of(empty, women)) {
      String address = "/api/questions/" + each.path("id").asText();
      assertThat(answer(TestSite.asAdmin().get(address)).path("superseded").asBoolean()).isTrue();
      JsonNode again = answer(TestSite.asAdmin().post(address));
      assertThat(again.path("id")).isNotEqualTo(each.path("id"));
      assertThat(state(again)).isEqualTo("not-released");
    }
  }

  @Test
  void textOfAQuestionIsNeverSql() {
    String before =
        database.column("select count(*) || '/' || max(fact_id) from fact_patient").get(0);
    String biomarker =
        "{\"biomarker\":{\"loinc\":\"2857-1\",\"unit\":%s,\"withinDays\":1,\"to\":1}}";
    for (String injection : INJECTIONS) {
      String text = MAPPER.valueToTree(injection).toString();
      for (String who : List.of("{\"region\":[" + text + "]}", biomarker.formatted(text))) {
        ask(question(who)).then().statusCode(200).body("arms[0].state", is("not-released"));
      }
      Map<String, String> refused =
          Map.of(
              "module", "{\"version\":1,\"kind\":\"survival\",\"module\":" + text + "}",
              "kind", "{\"version\":1,\"module\":\"rlt-psma\",\"kind\":" + text + "}",
              "arm", question("").replace("}", ",\"arm\":" + text + "}"),
              "endpoint", question("").replace("}", ",\"endpoint\":" + text + "}"),
              "cut", question("").replace("}", ",\"cut\":" + text + "}"),
              "sex", question("{\"sex\":[" + text + "]}"),
              "loinc", question(biomarker.formatted("\"a\"").replace("\"2857-1\"", text)),
              "treatedBefore", question("{\"treatedBefore\":{\"module\":" + text + "}}"),
              "member", question("{" + text + ":1}"),
              "version", question("").replace("1", text));
      refused.forEach(
          (field, question) -> {
            Response answer = ask(question);
            assertThat(answer.statusCode()).as("%s: %s", field, injection).isIn(400, 404);
            assertThat(answer.contentType()).contains("application/problem+json");
            assertThat(answer.asString()).doesNotContain("drop table");
          });
      assertThat(TestSite.asAdmin().get("/api/questions/" + injection).statusCode()).isIn(400, 404);
    }
    assertThat(database.column("select count(*) || '/' || max(fact_id) from fact_patient"))
        .containsExactly(before);
  }

  @Test
  void refusalNamesThePlaceAndQuestionsAreAudited() throws Exception {
    ask(question("{\"age\":{\"from\":50,\"planted-name\":1}}"))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", is("RG-QUESTION-004"))
        .body(
            "title",
            is("The question cannot be used at /who/age: member 2 is none that version 1 has."));
    JsonNode answer = asked("{\"line\":{\"from\":2}}");
    String event =
        database.column("select event from audit_event order by seq desc limit 1").get(0);
    String query = MAPPER.readTree(event).at("/entity/0/query").asText();
    assertThat(new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8))
        .startsWith("POST /api/questions?{")
        .contains("{\"line\":{\"from\":2}}");
    assertThat(answer.path("id").asText()).isNotEmpty();
    TestSite.asAdmin()
        .get("/schemas/question-1.json")
        .then()
        .statusCode(200)
        .contentType("application/schema+json")
        .body("properties.version.const", is(1));
  }
}
