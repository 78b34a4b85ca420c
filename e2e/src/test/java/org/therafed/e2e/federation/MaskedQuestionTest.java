package org.therafed.e2e.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.ExternalServer;
import org.therafed.e2e.fixture.Registry;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.Disclosure;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;
import org.therafed.evidence.disclosure.transfer.ToxicityLayout;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.TimeGrid;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityRow;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.simulator.channel.Http;

/**
 * Three hospitals that keep their records answer a question of the registry with masked sums: what
 * it publishes is what their pooled rows give.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ExternalServer.Shared.class)
class MaskedQuestionTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODULE = "rlt-sstr-dotatate";
  private static final int SITES = 3;
  private static final int PERSONS = 20;
  private static final double LEVEL = 0.95;
  private static final LocalDate START = LocalDate.of(2023, 1, 10);

  private final Path folder = Checkout.emptyFolder("masked");
  private final List<Application> gateways = new ArrayList<>();
  private Registry registry;
  private JsonNode response;
  private JsonNode survival;
  private JsonNode toxicity;

  @BeforeAll
  void ask(ExternalServer server) {
    registry = server.site().registry().asRegistry();
    for (int site = 0; site < SITES; site++) {
      Map<String, String> settings = server.database(database(site));
      // All of them share one server.
      settings.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "10");
      settings.put("THERAFED_SHARING", "aggregates");
      settings.put("THERAFED_QUERY_EVERY", "1s");
      settings.put("THERAFED_QUERY_TRUST", "first");
      settings.put("THERAFED_REGISTRY_PACKAGE_KEY", registry.packageKey());
      Application gateway = Application.gateway("agg-" + site, folder, registry.base(), settings);
      gateways.add(gateway);
      gateway.start();
    }
    for (int site = 0; site < SITES; site++) {
      Application gateway = gateways.get(site);
      gateway.awaitReady();
      server.site().registry().register(gateway);
      records(gateway, site);
    }
    for (Application gateway : gateways) {
      Waiting.until("all is kept, and the registry was asked")
          .until(
              () ->
                  gateway.asGateway().counts().queued() == 0
                      && !questions(gateway).path("asked").isNull());
    }
    registry.freeze();
    String ofResponse = registry.ask("response", MODULE);
    String ofSurvival = registry.ask("survival", MODULE);
    String ofToxicity = registry.ask("toxicity", MODULE);
    response = answered(ofResponse);
    survival = answered(ofSurvival);
    toxicity = answered(ofToxicity);
  }

  private static String database(int site) {
    return "aggregates_" + site;
  }

  private static int days(int site, int person) {
    return 200 + 17 * person + 5 * site;
  }

  private static boolean dead(int site, int person) {
    return (person + site) % 3 != 0;
  }

  private static boolean responds(int site, int person) {
    return (person + site) % 2 == 0;
  }

  /** One of them is named by the module. */
  private static String term(int person) {
    return person % 2 == 0 ? "Vomiting" : "Headache";
  }

  private static int grade(int person) {
    return 1 + person % 3;
  }

  private static void records(Application gateway, int site) {
    StringBuilder patients = new StringBuilder("mrn,name,sex,birth_date\n");
    StringBuilder consents = new StringBuilder("mrn,decision,signed_on\n");
    StringBuilder courses = new StringBuilder("mrn,course_id,module,modality,started_on,status\n");
    StringBuilder status = new StringBuilder("mrn,status,on\n");
    StringBuilder responses =
        new StringBuilder("mrn,course_id,assessed_on,criterion,response,best\n");
    StringBuilder events = new StringBuilder("mrn,course_id,event_id,term,grade,onset_on\n");
    for (int i = 0; i < PERSONS; i++) {
      String mrn = "M" + i;
      patients.append(mrn).append(",Name^Given,M,1950-03-01\n");
      consents.append(mrn).append(",permit,2022-01-10\n");
      courses.append(mrn + ",C," + MODULE + ",radioligand," + START + ",completed\n");
      String state = dead(site, i) ? ",dead," : ",alive,";
      status.append(mrn + state + START.plusDays(days(site, i)) + "\n");
      String category = responds(site, i) ? "PR" : "SD";
      events.append(mrn + ",C,E," + term(i) + "," + grade(i) + "," + START.plusDays(9) + "\n");
      responses.append(mrn + ",C," + START.plusDays(90) + ",RECIST1.1," + category + ",\n");
    }
    table(gateway, "patients", patients);
    table(gateway, "consents", consents);
    table(gateway, "courses", courses);
    table(gateway, "vital-status", status);
    table(gateway, "responses", responses);
    table(gateway, "adverse-events", events);
  }

  private static void table(Application gateway, String kind, StringBuilder csv) {
    Http.Reply reply =
        gateway
            .asGateway()
            .postTable(
                kind, StandardCharsets.UTF_8, csv.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(reply.body().path("accepted").asInt()).as(kind).isEqualTo(PERSONS);
  }

  private static JsonNode questions(Application gateway) {
    return new Http(Map.of()).get(gateway.address().resolve("/ops/questions")).body();
  }

  private JsonNode answered(String id) {
    return Waiting.until("the sites have answered")
        .until(() -> registry.asked(id), asked -> !asked.path("state").asText().equals("waiting"));
  }

  @AfterAll
  void end() {
    gateways.forEach(Application::close);
    Checkout.deleteFoldersIn(folder);
  }

  private static JsonNode disclosed(Finding<? extends Result> finding)
      throws JsonProcessingException {
    Cohort cohort = Cohort.of(LongStream.range(0, finding.result().orElseThrow().basis().n()));
    return JSON.readTree(
        JSON.writeValueAsString(
            Disclosure.disclose(
                finding,
                cohort,
                DisclosurePolicy.defaults(),
                new MembershipLedger(DisclosurePolicy.defaults()))));
  }

  @Test
  void publishedResponseIsThatOfThePooledRows() throws JsonProcessingException {
    List<ResponseRow> rows = new ArrayList<>();
    for (int site = 0; site < SITES; site++) {
      for (int i = 0; i < PERSONS; i++) {
        rows.add(new ResponseRow("agg-" + site, responds(site, i)));
      }
    }
    ResponseRate rate = new ResponseRate(LEVEL);
    assertThat(response.path("state").asText()).isEqualTo("released");
    assertThat(response.at("/answer/result"))
        .isEqualTo(disclosed(rate.finish(rate.partialOf(rows))));
  }

  @Test
  void publishedCurveIsThatOfThePooledRows() throws JsonProcessingException {
    List<SurvivalRow> rows = new ArrayList<>();
    for (int site = 0; site < SITES; site++) {
      for (int i = 0; i < PERSONS; i++) {
        rows.add(new SurvivalRow("agg-" + site, 0, days(site, i), dead(site, i)));
      }
    }
    KaplanMeier curve = new KaplanMeier(LEVEL, ConfidenceBand.LOG_LOG);
    assertThat(survival.path("state").asText()).isEqualTo("released");
    assertThat(survival.at("/answer/result"))
        .isEqualTo(disclosed(curve.finish(TimeGrid.MONTHLY.coarsen(curve.partialOf(rows)))));
  }

  @Test
  void publishedAdverseEventsAreThoseOfThePooledRows() throws JsonProcessingException {
    TherapyModule module = ModuleCatalog.standard().find(MODULE).orElseThrow();
    List<ToxicityRow> rows = new ArrayList<>();
    for (int site = 0; site < SITES; site++) {
      for (int i = 0; i < PERSONS; i++) {
        String code = CtcaeTerms.standard().named(term(i)).orElseThrow().code();
        rows.add(new ToxicityRow("agg-" + site, Map.of(code, grade(i))));
      }
    }
    ToxicityIncidence table = new ToxicityIncidence(LEVEL);
    ToxicityLayout named = new ToxicityLayout("named", module.namedEvents());
    assertThat(toxicity.path("state").asText()).isEqualTo("released");
    assertThat(toxicity.at("/answer/result"))
        .isEqualTo(disclosed(table.finish(named.declared(table.partialOf(rows)))));
    assertThat(toxicity.at("/answer/result/terms")).hasSize(1);
  }

  @Test
  void sumsCrossedUnderMasksOnlyAndNoRecordDid(ExternalServer server) {
    try (Database all = server.open("registry")) {
      assertThat(all.number("select count(*) from resource where site like 'agg-%'")).isZero();
      assertThat(all.number("select count(*) from person_of_patient where site like 'agg-%'"))
          .isZero();
    }
    for (int site = 0; site < SITES; site++) {
      JsonNode own = questions(gateways.get(site));
      assertThat(own.at("/counts/answered").asInt()).isEqualTo(3);
      for (JsonNode question : own.path("questions")) {
        assertThat(question.path("among")).hasSize(SITES);
      }
      try (Database database = server.open(database(site))) {
        // Open sums end with the second step: a third was only asked for because of masks.
        assertThat(
                database.number(
                    "select count(distinct question) from query_answer where phase = 'REVEAL'"))
            .isEqualTo(3);
      }
    }
  }
}
