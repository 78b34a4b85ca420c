package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.profiles.transfer.PseudonymRemap.Move;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.publish.QuestionReader;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What a frozen cut says stays as it is; only who withdraws leaves it. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class FrozenCutTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
  private static final String SURVIVAL = "/api/evidence/survival?endpoint=os";

  @Inject Database database;
  @Inject QuestionReader reader;
  @Inject Cohorts cohorts;

  private KnownFederation federation;

  @BeforeEach
  void frozenFederation() {
    database.clear();
    federation = KnownFederation.sentWithEverybodyAssessed();
    TestSite.freeze();
  }

  private CohortRows rows(int cut) throws Throwable {
    var question = reader.read("survival", "rlt-psma", "treated", "os", 0.95);
    return VertxContextSupport.subscribeAndAwait(() -> cohorts.rows(question, cut));
  }

  private static JsonNode ask(String path) throws Exception {
    return MAPPER.readTree(
        TestSite.asAdmin().get(path).then().statusCode(200).extract().asString());
  }

  private void send(int person, ObjectNode... records) {
    federation.sites().get(person % 3).send(records).then().statusCode(200);
  }

  private void withdraw(int person) {
    String patient = federation.patientOf(person);
    send(person, Records.consent(Records.id(patient, "consent"), patient, DAY, false));
  }

  @Test
  void whatArrivesLaterIsInTheNextCutOnly() throws Throwable {
    CohortRows before = rows(1);
    String patient = federation.patientOf(1);
    String newcomer = Records.id(patient, "newcomer");
    LocalDate start = LocalDate.of(2024, 5, 1);
    // A death is reported, a course moved, a link taken back, and somebody is new.
    send(
        1,
        Records.vitalStatus(Records.id(patient, "late"), patient, DAY, true),
        Records.patient(newcomer),
        Records.course(Records.id(newcomer, "course"), newcomer, start),
        Records.vitalStatus(Records.id(newcomer, "vital"), newcomer, DAY, false));
    send(0, Records.patient(federation.patientOf(0)));
    send(2, Records.course(federation.courseOf(2), federation.patientOf(2), start));
    assertThat(rows(1).members()).isEqualTo(before.members());
    assertThat(facts(rows(1))).isEqualTo(facts(before));
    CohortRows later = rows(2);
    assertThat(later.members()).hasSize(KnownFederation.TREATED + 2);
    assertThat(later.members()).extracting(Member::index).contains(start);
    assertThat(database.count("select count(*) from fact_course where gone is not null")).isOne();
  }

  @Test
  void whatIsCorrectedBeforeAnyCutLeavesNoRow() {
    String lab = Records.id(federation.patientOf(1), "twice");
    send(1, Records.psa(lab, federation.patientOf(1), DAY, "10"));
    send(1, Records.psa(lab, federation.patientOf(1), DAY, "20"));
    assertThat(database.column("select value from fact_biomarker where fact_id = '" + lab + "'"))
        .containsExactly("20");
  }

  @Test
  void answerIsGivenAgainByItsIdAndAskingAgainGivesTheSame() throws Exception {
    JsonNode answer = ask(SURVIVAL);
    assertThat(answer.path("state").asText()).isEqualTo("released");
    send(1, Records.vitalStatus(Records.id("late"), federation.patientOf(1), DAY, true));
    JsonNode cited = ask("/api/answers/" + answer.path("id").asText());
    assertThat(cited.path("superseded").asBoolean()).isFalse();
    ((ObjectNode) cited).remove("superseded");
    assertThat(cited).isEqualTo(answer);
    assertThat(ask(SURVIVAL + "&cut=" + answer.path("cut").asText())).isEqualTo(answer);
    assertThat(database.count("select count(*) from answer")).isOne();
    TestSite.asAdmin()
        .get("/api/answers/none")
        .then()
        .statusCode(404)
        .body("code", is("RG-ANSWER-001"));
  }

  @Test
  void withdrawalOfOneSupersedesTheAnswerAndIsNotTakenFromIt() throws Throwable {
    JsonNode answer = ask(SURVIVAL);
    withdraw(1);
    JsonNode cited = ask("/api/answers/" + answer.path("id").asText());
    assertThat(cited.path("superseded").asBoolean()).isTrue();
    assertThat(cited.path("result")).isEqualTo(answer.path("result"));
    CohortRows rows = rows(1);
    assertThat(rows.members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(rows.facts().keySet()).isEqualTo(persons(rows));
    assertThat(rows.withdrawn()).hasSize(1);
    // Beside the kept answer a new one would tell of the one person.
    TestSite.asAdmin()
        .get(SURVIVAL)
        .then()
        .statusCode(200)
        .body("state", is("not-released"))
        .body("result", nullValue())
        .body("withdrawn", nullValue());
    TestSite.asAdmin()
        .get("/api/evidence/toxicity")
        .then()
        .statusCode(200)
        .body("state", is("not-released"));
  }

  @Test
  void withdrawalOfElevenIsSaidByTheAnswerGivenAnew() throws Exception {
    JsonNode answer = ask(SURVIVAL);
    // Person 0 has records at two hospitals; a withdrawal at one of them takes the person out.
    for (int person = 0; person <= 11; person++) {
      withdraw(person);
    }
    JsonNode again = ask(SURVIVAL);
    assertThat(again.path("state").asText()).isEqualTo("released");
    assertThat(again.path("id")).isNotEqualTo(answer.path("id"));
    assertThat(again.path("result").path("n").asInt()).isEqualTo(45);
    assertThat(again.path("withdrawn").path("people").asInt()).isEqualTo(10);
    assertThat(ask("/api/answers/" + again.path("id").asText()).path("superseded").asBoolean())
        .isFalse();
    TestSite.asAdmin()
        .get("/api/answers/" + answer.path("id").asText())
        .then()
        .body("superseded", is(true))
        .body("result.n", equalTo(answer.path("result").path("n").asInt()));
  }

  @Test
  void whoConsentsAgainCountsFromTheNextCutOn() throws Throwable {
    withdraw(1);
    String patient = federation.patientOf(1);
    send(1, Records.consent(Records.id(patient, "again"), patient, DAY.plusDays(1), true));
    assertThat(rows(1).members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED);
    withdraw(2);
    String other = federation.patientOf(2);
    // A refusal beats a permission of the same day.
    send(2, Records.consent(Records.id(other, "same day"), other, DAY, true));
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED - 1);
  }

  @Test
  void whoIsRenamedStaysInTheCutAndWithdrawsUnderTheNewName() throws Throwable {
    CohortRows before = rows(1);
    String later = Records.id(federation.patientOf(1), "renamed");
    String last = Records.id(federation.patientOf(1), "renamed again");
    rename(1, federation.patientOf(1), later);
    rename(1, later, last);
    assertThat(rows(1).members()).isEqualTo(before.members());
    assertThat(facts(rows(1))).isEqualTo(facts(before));
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED);
    send(1, Records.consent(Records.id(last, "consent"), last, DAY, false));
    assertThat(rows(1).members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED - 1);
  }

  @Test
  void whoHasWithdrawnIsInNoCutAfterARenaming() throws Throwable {
    withdraw(1);
    rename(1, federation.patientOf(1), Records.id(federation.patientOf(1), "renamed"));
    assertThat(rows(1).members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED - 1);
  }

  @Test
  void whoIsTakenBackLeavesEveryCutAndComesBackInTheNextOne() throws Throwable {
    JsonNode answer = ask(SURVIVAL);
    String patient = federation.patientOf(1);
    federation.sites().get(1).retract(patient).then().statusCode(200);
    assertThat(rows(1).members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(rows(1).withdrawn()).hasSize(1);
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(ask("/api/answers/" + answer.path("id").asText()).path("superseded").asBoolean())
        .isTrue();
    send(
        1,
        Records.patient(patient),
        Records.course(federation.courseOf(1), patient, LocalDate.of(2024, 5, 1)));
    assertThat(rows(1).members()).hasSize(KnownFederation.TREATED - 1);
    assertThat(rows(2).members()).hasSize(KnownFederation.TREATED);
  }

  private void rename(int person, String from, String to) {
    federation
        .sites()
        .get(person % 3)
        .remap(new Move(new Pseudonym(from), new Pseudonym(to), Dates.SAME))
        .then()
        .statusCode(200);
  }

  private static Map<String, Set<Fact>> facts(CohortRows rows) {
    return rows.facts().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
  }

  private static Set<String> persons(CohortRows rows) {
    return rows.members().stream().map(Member::person).collect(Collectors.toSet());
  }
}
