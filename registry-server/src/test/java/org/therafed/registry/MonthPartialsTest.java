package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.profiles.transfer.PseudonymRemap.Move;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.cohort.Selection;
import org.therafed.registry.flow.MonthlyEstimates;
import org.therafed.registry.publish.Progress;
import org.therafed.registry.publish.QuestionReader;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * What is merged from kept months is what all rows give, whatever came, changed or went between.
 */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class MonthPartialsTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 10);
  private static final List<String> ARMS = List.of("treated", "standard-care", "untreated");

  /** kind and endpoint. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("survival", "os"),
          List.of("response", "orr"),
          List.of("response", "psa50"),
          List.of("toxicity", ""),
          List.of("cost", ""));

  private static final Selection SIXTY_FOUR_AND_OLDER =
      new Selection(new Selection.Age(74, null), "{\"age\":{\"from\":74}}");

  @Inject Database database;
  @Inject MonthlyEstimates estimates;
  @Inject QuestionReader reader;

  private List<TestSite> sites;
  private Linkage linkage;
  private int cuts;

  @BeforeEach
  void threeHospitals() {
    database.clear();
    sites = List.of(TestSite.registered("a"), TestSite.registered("b"), TestSite.registered("c"));
    linkage = Linkage.of(sites.get(0));
    cuts = 0;
  }

  private void freeze() {
    cuts++;
    database.execute(
        "insert into data_cut values (" + cuts + ", 'cut " + cuts + "', now(), 'test')");
  }

  private Question question(List<String> kind, String arm, Selection who) {
    Question read =
        reader.read(kind.get(0), "rlt-psma", arm, kind.get(1).isEmpty() ? null : kind.get(1), 0.95);
    return new Question(read.kind(), read.module(), read.arm(), read.endpoint(), read.level(), who);
  }

  private MonthlyEstimates.Based merged(Question question, int cut) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(
        () -> estimates.of(question, cut, Progress.UNTOLD));
  }

  private void isAsFromAllRows(Question question, int cut) throws Throwable {
    MonthlyEstimates.Based direct =
        VertxContextSupport.subscribeAndAwait(() -> estimates.direct(question, cut));
    assertThat(merged(question, cut))
        .as(question.key() + " on cut " + cut)
        .usingRecursiveComparison()
        .isEqualTo(direct);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void mergedIsAsFromAllRowsWhateverCameBetween(long seed) throws Throwable {
    Random random = new Random(seed);
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      newcomer(random, patients);
    }
    freeze();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 8; i++) {
        something(random, patients);
        Question asked =
            question(
                KINDS.get(random.nextInt(KINDS.size())),
                ARMS.get(random.nextInt(ARMS.size())),
                random.nextInt(3) == 0 ? SIXTY_FOUR_AND_OLDER : Selection.EVERYBODY);
        isAsFromAllRows(asked, 1 + random.nextInt(cuts));
      }
      for (List<String> kind : KINDS) {
        isAsFromAllRows(question(kind, "treated", Selection.EVERYBODY), cuts);
      }
      freeze();
    }
    assertThat(database.count("select count(*) from month_partial")).isPositive();
  }

  /** A patient of a hospital as far as the test knows. */
  private static final class Patient {
    private final int site;
    private String id;
    private boolean gone;

    Patient(int site, String id) {
      this.site = site;
      this.id = id;
    }
  }

  private void send(Patient patient, ObjectNode... records) {
    sites.get(patient.site).send(records).then().statusCode(200);
  }

  private void newcomer(Random random, List<Patient> patients) {
    int site = random.nextInt(3);
    Patient patient = new Patient(site, Records.id(sites.get(site).id(), "p" + patients.size()));
    patients.add(patient);
    LocalDate start = FIRST.plusDays(random.nextInt(120));
    List<ObjectNode> records = new ArrayList<>();
    records.add(identity(random, patient));
    String course = Records.id(patient.id, "course");
    switch (random.nextInt(4)) {
      case 0 -> records.add(Records.standardCare(course, patient.id, start));
      case 1 ->
          records.add(
              Records.decision(
                  Records.id(patient.id, "decision"), patient.id, start, "eligible-untreated"));
      default -> records.add(Records.course(course, patient.id, start));
    }
    String id = patient.id;
    records.add(Records.psa(Records.id(id, "psa0"), id, start.minusDays(5), "100"));
    records.add(
        Records.psa(Records.id(id, "psa1"), id, start.plusDays(30), "" + random.nextInt(120)));
    records.add(
        Records.psa(Records.id(id, "psa2"), id, start.plusDays(60), "" + random.nextInt(120)));
    if (random.nextBoolean()) {
      records.add(
          Records.charge(
              Records.id(id, "charge"),
              id,
              course,
              "drug",
              1000 + random.nextInt(9000),
              random.nextInt(4) == 0 ? "EUR" : "CNY"));
    }
    if (random.nextBoolean()) {
      records.add(Records.response(Records.id(id, "response"), id, start.plusDays(70), "PR"));
    }
    send(patient, records.toArray(ObjectNode[]::new));
  }

  /** Every third has a token, of a person whom several hospitals may know. */
  private ObjectNode identity(Random random, Patient patient) {
    return random.nextInt(3) == 0
        ? Records.patient(patient.id, linkage.token("person " + random.nextInt(6)))
        : Records.patient(patient.id);
  }

  private void something(Random random, List<Patient> patients) {
    List<Patient> here = patients.stream().filter(patient -> !patient.gone).toList();
    Patient patient = here.get(random.nextInt(here.size()));
    LocalDate day = FIRST.plusDays(random.nextInt(400));
    String id = patient.id;
    switch (random.nextInt(10)) {
      case 0, 1 -> newcomer(random, patients);
      case 2 ->
          send(
              patient, Records.vitalStatus(Records.id(id, "vital"), id, day, random.nextBoolean()));
      case 3 -> send(patient, Records.course(Records.id(id, "course"), id, day));
      case 4 -> send(patient, identity(random, patient));
      case 5 ->
          send(
              patient,
              Records.adverseEvent(
                  Records.id(id, "ae"), id, day, KnownFederation.ANEMIA, 1 + random.nextInt(4)));
      case 6 -> send(patient, Records.consent(Records.id(id, "consent"), id, day, false));
      case 7 -> send(patient, Records.consent(Records.id(id, "consent"), id, day, true));
      case 8 -> {
        sites.get(patient.site).retract(id).then().statusCode(200);
        patient.gone = true;
      }
      default -> rename(random, here, patient);
    }
  }

  /** To a new pseudonym, or to that of another patient of the hospital: the two become one. */
  private void rename(Random random, List<Patient> here, Patient patient) {
    List<Patient> others =
        here.stream().filter(each -> each.site == patient.site && each != patient).toList();
    boolean merge = !others.isEmpty() && random.nextBoolean();
    String to =
        merge ? others.get(random.nextInt(others.size())).id : Records.id(patient.id, "renamed");
    sites
        .get(patient.site)
        .remap(new Move(new Pseudonym(patient.id), new Pseudonym(to), Dates.SAME))
        .then()
        .statusCode(200);
    patient.gone = merge;
    patient.id = to;
  }

  private Patient treatedSince(int site, String name, LocalDate start) {
    Patient patient = new Patient(site, Records.id(sites.get(site).id(), name));
    send(
        patient,
        Records.patient(patient.id),
        Records.course(Records.id(patient.id, "course"), patient.id, start),
        Records.vitalStatus(Records.id(patient.id, "vital"), patient.id, start.plusDays(9), false));
    return patient;
  }

  @Test
  void onlyTheMonthsOfWhomFactsChangedAreMadeAnew() throws Throwable {
    Question survival = question(KINDS.get(0), "treated", Selection.EVERYBODY);
    Patient one = treatedSince(0, "one", FIRST);
    treatedSince(0, "beside", FIRST.plusDays(1));
    treatedSince(0, "a month later", FIRST.plusMonths(1));
    treatedSince(1, "elsewhere", FIRST);
    freeze();
    merged(survival, 1);
    String known = "select count(*) from month_partial p join arm_month b on b.id = p.arm_month";
    assertThat(database.count(known + " where b.site <> ''")).isEqualTo(3);
    send(one, Records.vitalStatus(Records.id(one.id, "late"), one.id, FIRST.plusDays(90), true));
    freeze();
    merged(survival, 2);
    isAsFromAllRows(survival, 2);
    isAsFromAllRows(survival, 1);
    assertThat(database.count(known + " where b.site <> '' and b.born = 2")).isOne();
    assertThat(database.count(known + " where b.site <> '' and b.born = 1")).isEqualTo(3);
    // Another level is asked of the same sums.
    long before = database.count(known);
    merged(reader.read("survival", "rlt-psma", "treated", "os", 0.999), 2);
    assertThat(database.count(known)).isEqualTo(before);
  }

  @Test
  void whoWithdrawsOrIsTakenBackIsInNothingThatIsKept() throws Throwable {
    Question survival = question(KINDS.get(0), "treated", Selection.EVERYBODY);
    Patient one = treatedSince(0, "one", FIRST);
    Patient other = treatedSince(1, "other", FIRST);
    treatedSince(1, "beside", FIRST);
    treatedSince(2, "elsewhere", FIRST);
    freeze();
    merged(survival, 1);
    String named = "select count(*) from arm_member where person like '%";
    String kept =
        "select count(*) from month_partial p join arm_month b on b.id = p.arm_month where site = '";
    for (Patient each : List.of(one, other)) {
      assertThat(database.count(named + each.id + "'")).isOne();
      assertThat(database.count(kept + sites.get(each.site).id() + "'")).isOne();
    }
    send(one, Records.consent(Records.id(one.id, "consent"), one.id, FIRST, false));
    sites.get(1).retract(other.id).then().statusCode(200);
    for (Patient each : List.of(one, other)) {
      assertThat(database.count(named + each.id + "'")).isZero();
      assertThat(database.count(kept + sites.get(each.site).id() + "'")).isZero();
    }
    assertThat(database.count(kept + sites.get(2).id() + "'")).isOne();
    assertThat(database.count("select sum(persons) from arm_month")).isEqualTo(2);
    isAsFromAllRows(survival, 1);
  }

  @Test
  void armOfNobodyIsKeptLikeOneOfAFew() throws Throwable {
    treatedSince(0, "one", FIRST);
    freeze();
    for (String arm : List.of("treated", "untreated")) {
      merged(question(KINDS.get(0), arm, Selection.EVERYBODY), 1);
      assertThat(
              database.count(
                  "select count(*) from month_partial p join arm_month b on b.id = p.arm_month where"
                      + " b.site = '' and b.arm = '"
                      + arm
                      + "'"))
          .isOne();
    }
  }

  @Test
  void cutOfBeforeWhatIsKeptIsReadWhole() throws Throwable {
    Question survival = question(KINDS.get(0), "treated", Selection.EVERYBODY);
    Patient one = treatedSince(0, "one", FIRST);
    freeze();
    send(one, Records.vitalStatus(Records.id(one.id, "late"), one.id, FIRST.plusDays(90), true));
    freeze();
    isAsFromAllRows(survival, 2);
    isAsFromAllRows(survival, 1);
    assertThat(database.column("select cut from arm_cut")).containsExactly("2");
  }
}
