package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.Disclosure;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;
import org.therafed.evidence.disclosure.transfer.ToxicityLayout;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.rounds.mask.MaskedSums;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.TimeGrid;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.profiles.federated.SiteAnswer.Kind;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Questions that sites answer with sums: what comes out is what pooled rows would give. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class FederatedQuestionTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SURVIVAL =
      "{\"version\":1,\"kind\":\"survival\",\"module\":\"rlt-psma\"}";
  private static final String RESPONSE =
      "{\"version\":1,\"kind\":\"response\",\"module\":\"rlt-psma\"}";

  @Inject Database database;
  @Inject ObjectMapper json;
  @Inject ModuleCatalog modules;

  @BeforeEach
  void empty() {
    database.clear();
  }

  /** Sites with persons whose times differ from each other's. */
  private static List<AggregatesSite> sites(int count, int persons) {
    List<AggregatesSite> sites = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      AggregatesSite site = AggregatesSite.registered("agg");
      for (int i = 0; i < persons; i++) {
        site.person(20 + 17 * i + 5 * s, (i + s) % 3 != 0, null);
      }
      // Who asks for questions shares aggregates.
      assertThat(site.asked()).isEmpty();
      sites.add(site);
    }
    return sites;
  }

  private static Response post(String question) {
    return TestSite.asAdmin()
        .contentType("application/json")
        .body(question)
        .post("/api/federated-questions");
  }

  private static String posed(String question) {
    return post(question).then().statusCode(200).body("state", is("waiting")).extract().path("id");
  }

  private static JsonNode get(String id) throws Exception {
    return MAPPER.readTree(
        TestSite.asAdmin()
            .get("/api/federated-questions/" + id)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  /** All sites answer until nobody is asked any more. */
  private static void play(List<AggregatesSite> sites) {
    for (int round = 0; round < 12; round++) {
      if (sites.stream().mapToInt(AggregatesSite::answerAll).sum() == 0) {
        return;
      }
    }
    throw new AssertionError("the question does not come to an end");
  }

  /** What the door lets out of a finding, as it is written and read again. */
  private JsonNode disclosed(Finding<? extends Result> finding) throws Exception {
    Cohort cohort = Cohort.of(LongStream.range(0, finding.result().orElseThrow().n()));
    return MAPPER.readTree(
        json.writeValueAsString(
            Disclosure.disclose(
                finding,
                cohort,
                DisclosurePolicy.defaults(),
                new MembershipLedger(DisclosurePolicy.defaults()))));
  }

  private JsonNode pooledCurve(Stream<SurvivalRow> rows) throws Exception {
    KaplanMeier curve = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    return disclosed(curve.finish(TimeGrid.MONTHLY.coarsen(curve.partialOf(rows.toList()))));
  }

  private static Stream<SurvivalRow> rows(List<AggregatesSite> sites) {
    return sites.stream().flatMap(site -> site.rows().stream());
  }

  @Test
  void sumsOfThreeSitesGiveTheCurveOfTheirPooledRows() throws Exception {
    List<AggregatesSite> sites = sites(3, 40);
    TestSite.freeze();
    String id = posed(SURVIVAL);
    assertThat(get(id).path("state").asText()).isEqualTo("waiting");
    play(sites);
    JsonNode answer = get(id);
    assertThat(answer.path("state").asText()).isEqualTo("released");
    assertThat(answer.at("/answer/result")).isEqualTo(pooledCurve(rows(sites)));
    assertThat(answer.at("/answer/result/sites").asInt()).isEqualTo(3);
    assertThat(answer.at("/answer/caveats").toString()).contains("MONTHLY_GRID");
    assertThat(
            database.count(
                "select count(*) from audit_event where event like '%POST"
                    + " /federation/questions/{id}%'"))
        .isEqualTo(9);
    // The same again has its id, and its answer the id that can be cited.
    assertThat(get(id)).isEqualTo(answer);
    assertThat(post(SURVIVAL).path("id").toString()).isEqualTo(id);
    TestSite.asAdmin()
        .get("/api/answers/" + answer.at("/answer/id").asText())
        .then()
        .statusCode(200);
  }

  @Test
  void sumsOfThreeSitesGiveTheRateOfTheirPooledPersons() throws Exception {
    List<AggregatesSite> sites = sites(3, 40);
    TestSite.freeze();
    String id = posed(RESPONSE);
    play(sites);
    ResponseRate rate = new ResponseRate(0.95);
    JsonNode pooled =
        disclosed(
            rate.finish(
                rate.partialOf(
                    rows(sites).map(row -> new ResponseRow(row.site(), !row.event())).toList())));
    assertThat(get(id).at("/answer/result")).isEqualTo(pooled);
  }

  @Test
  void sumsOfThreeSitesGiveTheMeanOfTheirPooledSlopes() throws Exception {
    List<AggregatesSite> sites = sites(3, 40);
    TestSite.freeze();
    String id =
        posed("{\"version\":1,\"kind\":\"slope\",\"module\":\"ckd\",\"endpoint\":\"egfr-slope\"}");
    play(sites);
    JsonNode answer = get(id);
    assertThat(answer.path("state").asText()).isEqualTo("released");
    MeanChange mean =
        new MeanChange(
            new VisitDesign(
                List.of("per year"),
                List.of("treated"),
                modules.find("ckd").orElseThrow().biomarker("egfr").orElseThrow().unit() + "/a"),
            0.95);
    assertThat(answer.at("/answer/result"))
        .isEqualTo(
            disclosed(
                mean.finish(
                    mean.partialOf(
                        sites.stream().flatMap(site -> site.slopes().stream()).toList()))));
  }

  @Test
  void recordsAndSumsTogetherGiveOneEstimate() throws Exception {
    KnownFederation.sentWithEverybodyAssessed();
    List<AggregatesSite> sites = sites(3, 30);
    TestSite.freeze();
    String id = posed(SURVIVAL);
    play(sites);
    JsonNode answer = get(id);
    assertThat(answer.at("/answer/result"))
        .isEqualTo(
            pooledCurve(Stream.concat(KnownFederation.survivalRows().stream(), rows(sites))));
    assertThat(answer.at("/answer/result/sites").asInt()).isEqualTo(6);
  }

  @Test
  void personOfRecordsAndOfSumsCountsOnceWithTheRecords() throws Exception {
    KnownFederation.sentWithEverybodyAssessed();
    List<AggregatesSite> sites = sites(3, 30);
    List<SurvivalRow> pooled = rows(sites).toList();
    sites.get(0).person(5000, false, KnownFederation.LINKED_PERSON);
    // Two of the sites know another person; one of them counts.
    sites.get(1).person(300, true, "somebody");
    sites.get(2).person(300, true, "somebody");
    TestSite.freeze();
    String id = posed(SURVIVAL);
    play(sites);
    assertThat(sites.get(0).last().leaveOut()).hasSize(1);
    assertThat(
            Stream.of(sites.get(1), sites.get(2)).mapToInt(site -> site.last().leaveOut().size()))
        .containsExactlyInAnyOrder(0, 1);
    assertThat(get(id).at("/answer/result"))
        .isEqualTo(
            pooledCurve(
                Stream.of(
                        KnownFederation.survivalRows().stream(),
                        pooled.stream(),
                        Stream.of(new SurvivalRow(sites.get(1).site().id(), 0, 300, true)))
                    .flatMap(all -> all)));
    assertThat(database.count("select count(*) from federated_person")).isZero();
  }

  @Test
  void gradesOfThreeSitesGiveTheTableOfTheirPooledRowsOfTheNamedEvents() throws Exception {
    List<AggregatesSite> sites = sites(3, 40);
    TestSite.freeze();
    String id = posed("{\"version\":1,\"kind\":\"toxicity\",\"module\":\"rlt-psma\"}");
    play(sites);
    ToxicityIncidence table = new ToxicityIncidence(0.95);
    ToxicityLayout named =
        new ToxicityLayout("q", modules.find("rlt-psma").orElseThrow().namedEvents());
    JsonNode answer = get(id);
    assertThat(answer.at("/answer/result"))
        .isEqualTo(
            disclosed(
                table.finish(
                    named.declared(
                        table.partialOf(
                            sites.stream().flatMap(site -> site.exposed().stream()).toList())))));
    assertThat(answer.at("/answer/result/terms")).hasSize(1);
    assertThat(answer.at("/answer/caveats").toString()).contains("NAMED_TERMS_ONLY");
  }

  @Test
  void roundIsRepeatedWithoutASiteThatDropsOut() throws Exception {
    List<AggregatesSite> sites = sites(4, 30);
    TestSite.freeze();
    sites.get(3).refuses(Kind.MASKED, "door");
    String id = posed(SURVIVAL);
    play(sites);
    JsonNode answer = get(id);
    assertThat(answer.at("/answer/result")).isEqualTo(pooledCurve(rows(sites.subList(0, 3))));
    assertThat(sites.get(0).last().attempt()).isEqualTo(2);
    assertThat(sites.get(0).last().phase()).isEqualTo(SiteQuestion.Phase.REVEAL);
    TestPerson auditor = TestPerson.opened("auditor");
    String state =
        auditor
            .asking()
            .get("/admin/federated-questions/" + id)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(MAPPER.readTree(state).at("/sites").findValuesAsText("code"))
        .containsExactlyInAnyOrder("null", "null", "null", "door");
  }

  @Test
  void silentSiteIsNotWaitedForBeyondTheRoundAndAReturnOfItChangesNothing() throws Exception {
    List<AggregatesSite> sites = sites(4, 30);
    TestSite.freeze();
    String id = posed(SURVIVAL);
    sites.forEach(AggregatesSite::answerAll);
    String late = sites.get(3).asked().get(0);
    List<AggregatesSite> three = sites.subList(0, 3);
    three.forEach(AggregatesSite::answerAll);
    assertThat(get(id).path("state").asText()).isEqualTo("waiting");
    database.execute("update federated_question set phase_until = posed_at");
    play(three);
    sites.get(3).post(sites.get(3).answers(late).get(0)).then().statusCode(409);
    assertThat(get(id).at("/answer/result")).isEqualTo(pooledCurve(rows(three)));
  }

  /** Fewer than three sites: cells of 1 to 10 stay where they are, and the result says so. */
  @Test
  void smallCellsOfTwoSitesStayThere() throws Exception {
    KnownFederation.sentWithEverybodyAssessed();
    List<AggregatesSite> sites = sites(2, 30);
    TestSite.freeze();
    String id = posed(SURVIVAL);
    play(sites);
    JsonNode answer = get(id);
    assertThat(answer.at("/answer/result"))
        .isEqualTo(pooledCurve(KnownFederation.survivalRows().stream()));
    assertThat(answer.at("/answer/caveats").toString()).contains("SMALL_CELLS_STAYED_AT_SITES");
  }

  @Test
  void registryThatHoldsAllMaskedSumsCannotReadOneSitesCell() throws Exception {
    List<AggregatesSite> sites = sites(3, 40);
    TestSite.freeze();
    String id = posed(SURVIVAL);
    sites.forEach(AggregatesSite::answerAll);
    sites.forEach(AggregatesSite::answerAll);
    List<String> contents =
        database.column("select content from federated_site where state = 'masked'");
    assertThat(contents).hasSize(3);
    MaskedSums sum = MaskedSums.empty();
    for (String content : contents) {
      MaskedSums one = PartialJson.read(content, MaskedSums.class);
      assertThat(bytesThatAreSet(one)).isBetween(0.48, 0.52);
      sum = sum.merge(one);
    }
    // Nor the total, before all have taken their own masks off.
    assertThat(bytesThatAreSet(sum)).isBetween(0.48, 0.52);
    play(sites);
    assertThat(get(id).path("state").asText()).isEqualTo("released");
    assertThat(
            database.count(
                "select count(*) from federated_site where content is not null or secret is not"
                    + " null"))
        .isZero();
  }

  private static double bytesThatAreSet(MaskedSums sums) {
    byte[] bytes = sums.bytes();
    return IntStream.range(0, bytes.length).map(i -> Integer.bitCount(bytes[i] & 0xff)).sum()
        / (8.0 * bytes.length);
  }

  @Test
  void whatIsNoAnswerToTheStepIsRefused() throws Exception {
    List<AggregatesSite> sites = sites(3, 20);
    TestSite.freeze();
    posed(SURVIVAL);
    AggregatesSite site = sites.get(0);
    String text = site.asked().get(0);
    var joined = site.answers(text).get(0);
    site.post(site.answer(Kind.REVEALED, "AAAA")).then().statusCode(409);
    String signed = sites.get(1).site().signed("therafed-site-answer+jws", joined.bytes());
    site.post(joined.question(), signed)
        .then()
        .statusCode(422)
        .body("code", is("RG-FEDERATED-001"));
    site.post("0".repeat(32), site.site().signed("therafed-site-answer+jws", joined.bytes()))
        .then()
        .statusCode(422);
    site.post(joined).then().statusCode(200);
    site.post(joined).then().statusCode(409).body("code", is("RG-FEDERATED-002"));
    TestSite.asAdmin().get("/api/federated-questions/none").then().statusCode(404);
    post("{\"version\":1,\"kind\":\"cost\",\"module\":\"rlt-psma\"}")
        .then()
        .statusCode(400)
        .body("code", is("RG-FEDERATED-004"));
  }

  /** Another question about the same persons goes to those sites that answered before. */
  @Test
  void laterQuestionAboutTheSamePeopleGoesToTheSameSites() throws Exception {
    List<AggregatesSite> sites = sites(4, 30);
    TestSite.freeze();
    sites.get(3).refuses(Kind.JOINED, "person");
    String first = posed(SURVIVAL);
    play(sites);
    assertThat(get(first).path("state").asText()).isEqualTo("released");
    posed(RESPONSE);
    assertThat(sites.get(3).asked()).isEmpty();
    assertThat(sites.get(2).asked()).hasSize(1);
  }

  @Test
  void withoutSitesTheRecordsAreTheAnswer() throws Exception {
    KnownFederation.sentWithEverybodyAssessed();
    TestSite.freeze();
    String id = posed(SURVIVAL);
    ObjectNode answer = (ObjectNode) get(id).path("answer");
    assertThat(answer.path("result"))
        .isEqualTo(pooledCurve(KnownFederation.survivalRows().stream()));
  }
}
