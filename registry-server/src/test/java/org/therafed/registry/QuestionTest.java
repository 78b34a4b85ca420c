package org.therafed.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.toxicity.ToxicityResult;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.estimate.Estimate;
import org.therafed.registry.estimate.Estimates;
import org.therafed.registry.publish.QuestionReader;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class QuestionTest {

  /** Month 6 and 12 of the known federation, by hand. */
  private static final double MONTH_6 = 45.0 / 57;

  private static final double MONTH_12 = 45.0 / 57 * 18 / 33;

  @Inject Database database;
  @Inject QuestionReader reader;
  @Inject Cohorts cohorts;
  @Inject Estimates estimates;

  /** Sent by the first test; the others only read it. */
  private static KnownFederation federation;

  @BeforeEach
  void knownFederation() {
    if (federation == null) {
      federation = KnownFederation.frozenAlone(database);
    }
  }

  @Test
  void survivalCountsTheLinkedPersonOnceAndEqualsKaplanMeierByHand() throws Throwable {
    Estimate estimate = estimate("survival", "treated", "os");
    assertThat(estimate.cohort().size()).isEqualTo(KnownFederation.TREATED);
    assertThat(estimate.anyLinked()).isTrue();
    SurvivalCurve curve = (SurvivalCurve) estimate.finding().result().orElseThrow();
    assertThat(curve.n()).isEqualTo(KnownFederation.TREATED);
    assertThat(curve.survivalAt(6 * 30.4375)).isEqualTo(MONTH_6, within(1e-12));
    assertThat(curve.survivalAt(12 * 30.4375)).isEqualTo(MONTH_12, within(1e-12));
    KaplanMeier method = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    SurvivalCurve expected =
        method.finish(method.partialOf(KnownFederation.survivalRows())).result().orElseThrow();
    assertThat(curve.steps()).isEqualTo(expected.steps());
  }

  @Test
  void publishedSurvivalCoversTheTruthAtItsPrecision() {
    JsonPath answer = ask("survival?endpoint=os&level=0.999");
    assertThat(answer.getString("state")).isEqualTo("released");
    assertThat(answer.getString("module")).isEqualTo("rlt-psma");
    assertThat(answer.getString("arm")).isEqualTo("treated");
    assertThat(answer.getDouble("level")).isEqualTo(0.999, within(1e-6));
    // 57 persons print as 55; the 58 patients would print as 60.
    assertThat(answer.getInt("result.n")).isEqualTo(55);
    assertThat(answer.getInt("result.sites")).isEqualTo(3);
    covers(answer, 6, MONTH_6);
    covers(answer, 12, MONTH_12);
    assertThat(answer.getDouble("result.median.value")).isEqualTo(9.9, within(1e-6));
  }

  @Test
  void siteReadsTheReleasedFiguresOfWholeArmsAndNoOthers() {
    TestSite site = TestSite.registered("reader");
    JsonPath released = ask("survival?endpoint=os");
    JsonPath told = site.get("/federation/evidence/survival?module=rlt-psma").jsonPath();
    assertThat(told.getMap("$")).isEqualTo(released.getMap("$"));
    assertThat(told.getInt("result.n")).isEqualTo(55);
    site.get("/federation/evidence/response?module=rlt-psma&endpoint=orr")
        .then()
        .statusCode(200)
        .body("state", is("not-released"))
        .body("result", nullValue());
    for (String other : new String[] {"cost?module=rlt-psma", "survival?module=none", "survival"}) {
      assertThat(site.get("/federation/evidence/" + other).jsonPath().getString("code"))
          .as(other)
          .isEqualTo("RG-QUESTION-001");
    }
    // Of another arm or level nothing can be asked.
    assertThat(
            site.get("/federation/evidence/toxicity?module=rlt-psma&arm=untreated&level=0.999")
                .jsonPath()
                .getString("arm"))
        .isEqualTo("treated");
  }

  @Test
  void responseRateCountsEvaluablePersonsOnce() throws Throwable {
    ResponseResult exact = result(ResponseResult.class, "response", "orr");
    assertThat(exact.n()).isEqualTo(51);
    assertThat(exact.responders()).isEqualTo(25);
  }

  /** Six, three and one of the 57 are left out: beside the whole arm they would be small cells. */
  @Test
  void figureWithoutAFewOfTheArmIsNotReleased() {
    for (String question :
        new String[] {"response?endpoint=orr", "response?endpoint=psa50", "cost"}) {
      assertThat(ask(question).getString("state")).as(question).isEqualTo("not-released");
    }
  }

  @Test
  void psaDeclineIsReadAcrossTheHospitalsOfThePersonAndNeedsConfirmation() throws Throwable {
    ResponseResult exact = result(ResponseResult.class, "response", "psa50");
    assertThat(exact.n()).isEqualTo(54);
    assertThat(exact.responders()).isEqualTo(30);
  }

  @Test
  void toxicityCountsTheWorstGradeOfThePersonFromTheIndexDateOn() throws Throwable {
    ToxicityResult exact = result(ToxicityResult.class, "toxicity", null);
    assertThat(exact.n()).isEqualTo(KnownFederation.TREATED);
    var anaemia = exact.byTerm().get(KnownFederation.ANEMIA);
    assertThat(anaemia.byWorstGrade().grade(1)).isZero();
    assertThat(anaemia.byWorstGrade().grade(2)).isEqualTo(13);
    assertThat(anaemia.byWorstGrade().grade(3)).isEqualTo(15);
    assertThat(anaemia.byWorstGrade().grade(4)).isEqualTo(1);
    assertThat(exact.byTerm().get(KnownFederation.NAUSEA).any().persons()).isEqualTo(20);
    JsonPath answer = ask("toxicity");
    assertThat(answer.getInt("result.n")).isEqualTo(55);
    Map<String, Object> shown =
        answer.getMap("result.terms.find { it.term == '" + KnownFederation.ANEMIA + "' }");
    assertThat(shown.get("any")).isNotNull();
    // Grade 4 is one person: that cell is withheld.
    assertThat(
            answer.getString(
                "result.terms.find { it.term == '"
                    + KnownFederation.ANEMIA
                    + "' }.byWorstGrade[3]"))
        .isNull();
  }

  @Test
  void costIsPerCourseInTheCommonestCurrencyAndPriceYear() throws Throwable {
    Estimate estimate = estimate("cost", "treated", null);
    CostResult exact = (CostResult) estimate.finding().result().orElseThrow();
    // 56 persons with charges in CNY, one of whom has a course at each of two hospitals.
    assertThat(estimate.cohort().size()).isEqualTo(56);
    assertThat(exact.n()).isEqualTo(57);
    assertThat(exact.mean()).isEqualTo(724_000.0 / 57 + 2_000, within(1e-9));
    assertThat(exact.byComponent().get("drug").mean()).isEqualTo(724_000.0 / 57, within(1e-9));
    assertThat(estimate.caveats()).contains(Estimate.Caveat.OTHER_CURRENCY_EXCLUDED);
  }

  @Test
  void eligiblePersonWhoseCourseWasNotDoneIsUntreated() throws Throwable {
    assertThat(estimate("survival", "untreated", "os").cohort().size()).isEqualTo(2);
    assertThat(estimate("survival", "standard-care", "os").cohort().size()).isEqualTo(6);
  }

  @Test
  void smallCohortIsNotReleasedAndSaysNothingElse() {
    for (String question : new String[] {"survival", "response", "toxicity", "cost"}) {
      TestSite.asAdmin()
          .get("/api/evidence/" + question + "?arm=standard-care")
          .then()
          .statusCode(200)
          .body("state", is("not-released"))
          .body("result", nullValue())
          .body("caveats", empty());
    }
  }

  @Test
  void unknownParameterIsNamedWithWhatIsNeeded() {
    refused("survival?endpoint=orr", "endpoint", "os");
    refused("response?endpoint=os", "endpoint", "orr");
    refused("survival?arm=everybody", "arm", "treated");
    refused("survival?module=none", "module", "rlt-psma");
    refused("survival?level=1", "level", "0.95, 0.999");
    refused("survival?level=high", "level", "0.95, 0.999");
    refused("survival?level=NaN", "level", "0.95, 0.999");
    refused("weather", "question", "toxicity");
  }

  @Test
  void questionNeedsAPerson() {
    given().get("/api/evidence/survival").then().statusCode(401);
    given()
        .auth()
        .preemptive()
        .basic("admin", "wrong")
        .get("/api/evidence/survival")
        .then()
        .statusCode(401);
    TestSite.registered("a").get("/api/evidence/survival").then().statusCode(401);
  }

  @Test
  void linkageTokenAndWhatIsInsideAreNotInTheDatabase() {
    String everything = database.everything();
    assertThat(everything).contains(Records.BASE + "sid/pseudonym");
    assertThat(federation.tokens()).noneMatch(everything::contains);
    String inside = KnownFederation.LINKED_PERSON;
    byte[] bytes = inside.getBytes(StandardCharsets.UTF_8);
    assertThat(everything)
        .doesNotContain(inside, Base64.getEncoder().encodeToString(bytes), "linkage-token");
    assertThat(database.count("select count(*) from person where person_key is not null"))
        .isEqualTo(2);
    assertThat(database.count("select count(distinct person_key) from person")).isEqualTo(1);
  }

  @Test
  void tokenThatCannotBeOpenedRefusesTheWholeTransfer() {
    TestSite site = TestSite.registered("a");
    String other = Records.id(site.id(), "other");
    String token = Base64.getEncoder().encodeToString(new byte[120]);
    site.send(Records.patient(other), Records.patient(Records.id(site.id(), "p"), token))
        .then()
        .statusCode(422)
        .body("issue[0].details.coding[0].code", is("RG-INGEST-006"))
        .body("issue.diagnostics", hasItem(org.hamcrest.Matchers.containsString("entry 1")));
    site.get("/fhir/Patient/" + other).then().statusCode(404);
  }

  private static void covers(JsonPath answer, int month, double truth) {
    String point = "result.curve.find { it.month == " + month + " }.";
    assertThat(Math.abs(answer.getDouble(point + "survival") - truth))
        .isLessThanOrEqualTo(answer.getDouble(point + "step") / 2);
    assertThat(answer.getDouble(point + "lower")).isLessThan(truth);
    assertThat(answer.getDouble(point + "upper")).isGreaterThan(truth);
  }

  private static void refused(String question, String parameter, String needed) {
    TestSite.asAdmin()
        .get("/api/evidence/" + question)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", is("RG-QUESTION-001"))
        .body(
            "found", org.hamcrest.Matchers.containsString("The value of " + parameter + " is none"))
        .body("needed", org.hamcrest.Matchers.containsString(needed));
  }

  private static JsonPath ask(String question) {
    return TestSite.asAdmin()
        .get("/api/evidence/" + question)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** The undisclosed estimate, which no route gives. */
  private Estimate estimate(String kind, String arm, String endpoint) throws Throwable {
    Question question = reader.read(kind, "rlt-psma", arm, endpoint, 0.95);
    return estimates.of(
        question, VertxContextSupport.subscribeAndAwait(() -> cohorts.rows(question, 1)));
  }

  private <R> R result(Class<R> type, String kind, String endpoint) throws Throwable {
    return type.cast(estimate(kind, "treated", endpoint).finding().result().orElseThrow());
  }
}
