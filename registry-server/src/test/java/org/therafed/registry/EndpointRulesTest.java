package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.longitudinal.ChangeResult;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.DatePrecision;
import org.therafed.profiles.projection.EndpointOutcome;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.PersonFacts;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.registry.cohort.Cohorts;
import org.therafed.registry.cohort.Question;
import org.therafed.registry.estimate.Estimate;
import org.therafed.registry.estimate.Estimates;
import org.therafed.registry.publish.QuestionReader;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Questions over endpoints of every rule kind, by hand for a few persons; undisclosed. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class EndpointRulesTest {

  private static final LocalDate START = LocalDate.of(2024, 1, 10);

  @Inject Database database;
  @Inject QuestionReader reader;
  @Inject Cohorts cohorts;
  @Inject Estimates estimates;

  private TestSite site;

  @BeforeEach
  void emptyRegistry() {
    database.clear();
    site = TestSite.registered("a");
  }

  @Test
  void everyEndpointOfEveryModuleCanBeAsked() throws Throwable {
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      for (TherapyModule.Endpoint endpoint : module.endpoints()) {
        String kind = Question.Kind.of(endpoint).label();
        assertThat(estimate(kind, module.id(), endpoint.id()).finding().result())
            .as(module.id() + " " + endpoint.id())
            .isEmpty();
      }
    }
  }

  @Test
  void sumOfDiametersReadsLesionsAndMeasurements() throws Throwable {
    String responder = treated("adc-her2", 1);
    String stable = treated("adc-her2", 2);
    treated("adc-her2", 3);
    for (String patient : new String[] {responder, stable}) {
      String lesion = Records.id(patient, "lesion");
      insert("lesion", lesion, patient, "'target', false");
      measured(lesion, patient, -10, 50);
      measured(lesion, patient, 60, patient.equals(responder) ? 30 : 48);
    }
    ResponseResult exact = response("adc-her2", "sod-response");
    assertThat(exact.n()).isEqualTo(2);
    assertThat(exact.responders()).isEqualTo(1);
  }

  @Test
  void gradeOfCytokineReleaseIsComputedFromItsComponents() throws Throwable {
    String worse = treated("cart-lbcl", 1);
    String without = treated("cart-lbcl", 2);
    treated("cart-lbcl", 3);
    for (String patient : new String[] {worse, without}) {
      insert(
          "administration",
          Records.id(patient, "infusion"),
          patient,
          "null, '"
              + day(0)
              + "T12:00:00+08:00', 'axicabtagene-ciloleucel', null, null, '"
              + day(0)
              + "'");
    }
    send(Records.vitalStatus(Records.id(worse, "alive"), worse, START.plusDays(60), false));
    String event = Records.id(worse, "crs");
    // Recorded as grade 1; several vasopressors make it 4.
    insert("toxicity", event, worse, "'C143244', 'CRS', 1, 'ASTCT-CRS', '" + day(4) + "', null");
    insert(
        "astct",
        event,
        worse,
        "38.4, false, 'multiple-vasopressors', 'none', null, null, null, null, null");
    send(Records.vitalStatus(Records.id(without, "alive"), without, START.plusDays(60), false));
    ResponseResult exact = response("cart-lbcl", "crs3");
    assertThat(exact.n()).isEqualTo(2);
    assertThat(exact.responders()).isEqualTo(1);
  }

  /** The course begins with the collection; the same facts by the library and by the tables. */
  @Test
  void endpointsOfCellTherapiesCountFromTheInfusionAsInTheLibrary() throws Throwable {
    String patient = treated("cart-lbcl", 1);
    send(Records.vitalStatus(Records.id(patient, "dead"), patient, START.plusDays(100), true));
    // Half past six in China, on the 35th day there and the 34th by UTC.
    OffsetDateTime infused = OffsetDateTime.parse(day(35) + "T06:30:00+08:00");
    AdministrationFact infusion =
        new AdministrationFact(
            Records.id(patient, "infusion"),
            patient,
            null,
            infused,
            "axicabtagene-ciloleucel",
            null,
            null);
    insert(
        "administration",
        infusion.administrationId(),
        patient,
        "null, '" + infused + "', 'axicabtagene-ciloleucel', null, null, '" + day(35) + "'");
    insert(
        "toxicity",
        Records.id(patient, "crs"),
        patient,
        "'C143244', 'CRS', 4, 'ASTCT-CRS', '" + day(38) + "', null");
    TherapyModule module = ModuleCatalog.standard().find("cart-lbcl").orElseThrow();
    PersonFacts facts =
        PersonFacts.of(
            module,
            new Anchor(START, DatePrecision.DAY, module.id(), "c", "treated"),
            List.of(
                infusion,
                new SurvivalFact("dead", patient, true, day(100), null),
                new ToxicityFact(
                    "crs", patient, "C143244", "CRS", 4, "ASTCT-CRS", day(38), null, false)));

    assertThat(response("cart-lbcl", "crs3").responders()).isEqualTo(1);
    assertThat(outcome(module, facts, "crs3").yesOrNo()).contains(true);
    SurvivalCurve curve = (SurvivalCurve) result("survival", "cart-lbcl", "os");
    assertThat(curve.survivalAt(64)).isEqualTo(1, within(1e-12));
    assertThat(curve.survivalAt(65)).isEqualTo(0, within(1e-12));
    assertThat(outcome(module, facts, "os"))
        .isInstanceOfSatisfying(
            EndpointOutcome.Time.class, time -> assertThat(time.days()).isEqualTo(65));
  }

  private static EndpointOutcome outcome(TherapyModule module, PersonFacts facts, String endpoint) {
    return EndpointRule.of(module, module.endpoint(endpoint).orElseThrow()).evaluate(facts);
  }

  @Test
  void transfusionEndsIndependence() throws Throwable {
    String free = treated("gene-edit-thalassaemia", 1);
    String transfused = treated("gene-edit-thalassaemia", 2);
    for (String patient : new String[] {free, transfused}) {
      for (int day = 90; day <= 540; day += 30) {
        insert(
            "biomarker",
            Records.id(patient, "hb", Integer.toString(day)),
            patient,
            "'718-7', 11, 'g/dL', null, '" + day(day) + "'");
      }
    }
    // The last one leaves no year without that could still come to its end.
    for (int day : new int[] {300, 540}) {
      insert(
          "transfusion",
          Records.id(transfused, "blood", Integer.toString(day)),
          transfused,
          "'red-blood-cells', '" + day(day) + "'");
    }
    ResponseResult exact = response("gene-edit-thalassaemia", "transfusion-independence");
    assertThat(exact.n()).isEqualTo(2);
    assertThat(exact.responders()).isEqualTo(1);
  }

  @Test
  void progressionFreeSurvivalTakesProgressionOrDeathAndCensorsAtTheLastAssessment()
      throws Throwable {
    String progressed = treated("adc-her2", 1);
    String died = treated("adc-her2", 2);
    String well = treated("adc-her2", 3);
    send(
        Records.response(Records.id(progressed, "r"), progressed, START.plusDays(40), "PD"),
        Records.vitalStatus(Records.id(died, "v"), died, START.plusDays(90), true),
        Records.response(Records.id(well, "r"), well, START.plusDays(120), "SD"),
        Records.vitalStatus(Records.id(well, "v"), well, START.plusDays(300), false));
    SurvivalCurve curve = (SurvivalCurve) result("survival", "adc-her2", "pfs");
    assertThat(curve.n()).isEqualTo(3);
    assertThat(curve.survivalAt(50)).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(curve.survivalAt(100)).isEqualTo(1.0 / 3, within(1e-12));
  }

  @Test
  void responseRateNeedsConfirmationAndKeepsWhoFailedBeforeTheFirstAssessment() throws Throwable {
    String confirmed = treated("adc-her2", 1);
    String once = treated("adc-her2", 2);
    String died = treated("adc-her2", 3);
    String changed = treated("adc-her2", 4);
    String unknown = treated("adc-her2", 5);
    send(
        Records.response(Records.id(confirmed, "a"), confirmed, START.plusDays(56), "PR"),
        Records.response(Records.id(confirmed, "b"), confirmed, START.plusDays(112), "PR"),
        Records.response(Records.id(once, "a"), once, START.plusDays(56), "PR"),
        Records.vitalStatus(Records.id(died, "v"), died, START.plusDays(40), true),
        Records.standardCare(Records.id(changed, "care"), changed, START.plusDays(30)),
        Records.vitalStatus(Records.id(unknown, "v"), unknown, START.plusDays(300), false));
    ResponseResult exact = response("adc-her2", "orr");
    assertThat(exact.n()).isEqualTo(4);
    assertThat(exact.responders()).isEqualTo(1);
    assertThat(response("adc-her2", "dcr").responders()).isEqualTo(2);
  }

  @Test
  void slopeIsTheMeanOfThePersonsOwnSlopes() throws Throwable {
    String loses = treated("ckd", 1);
    String keeps = treated("ckd", 2);
    treated("ckd", 3);
    for (int i = 0; i <= 8; i++) {
      int day = 90 * i;
      egfr(loses, day, 60 - 4 * (day / 365.25));
      egfr(keeps, day, 60);
    }
    ChangeResult exact = (ChangeResult) result("slope", "ckd", "egfr-slope");
    assertThat(exact.n()).isEqualTo(2);
    assertThat(exact.measure()).endsWith("/a");
    assertThat(exact.visits().get(0).mean().orElseThrow()).isEqualTo(-2, within(1e-6));
  }

  /** What was measured after the transplantation is not of the person's own kidneys. */
  @Test
  void slopeEndsWithTransplantationAsInTheLibrary() throws Throwable {
    String patient = treated("ckd", 1);
    for (int day : new int[] {90, 180, 270}) {
      egfr(patient, day, 18 - 4 * (day / 365.25));
    }
    egfr(patient, 400, 65);
    egfr(patient, 500, 66);
    insert(
        "procedure",
        Records.id(patient, "transplant"),
        patient,
        "'kidney-transplant', '" + day(350) + "', null, false");
    ChangeResult exact = (ChangeResult) result("slope", "ckd", "egfr-slope");
    assertThat(exact.visits().get(0).mean().orElseThrow()).isEqualTo(-4, within(1e-6));
  }

  /** The mean of who had replacement therapy, in the commonest currency. */
  @Test
  void costOfReplacementTherapyIsThatFromItsFirstDayOn() throws Throwable {
    int[] amounts = {20_000, 40_000, 90_000};
    for (int i = 0; i < amounts.length; i++) {
      String patient = treated("ckd", i);
      send(Records.vitalStatus(Records.id(patient, "alive"), patient, START.plusDays(300), false));
      insert(
          "procedure",
          Records.id(patient, "dialysis"),
          patient,
          "'dialysis', '" + day(100) + "', '" + day(200) + "', false");
      String currency = i == 2 ? "EUR" : "CNY";
      charged(patient, "early", 7, currency, 50);
      charged(patient, "dialysis-bill", amounts[i], currency, 120);
    }
    charged(treated("ckd", 4), "never", 1_000, "CNY", 120);
    CostResult total = (CostResult) result("cost", "ckd", "replacement-cost");
    assertThat(total.n()).isEqualTo(2);
    assertThat(total.mean()).isEqualTo(30_000, within(1e-9));
    assertThat(total.byComponent().keySet()).contains("replacement");
    CostResult year = (CostResult) result("cost", "ckd", "replacement-cost-year");
    // 200 days from the first dialysis to the last contact.
    assertThat(year.mean()).isEqualTo(30_000 * 365.25 / 200, within(1e-6));
  }

  private void charged(String patient, String name, int amount, String currency, int on) {
    insert(
        "cost",
        Records.id(patient, name),
        patient,
        "null, 'replacement', " + amount + ", '" + currency + "', 2024, '" + day(on) + "'");
  }

  /** Only who was followed as long as a no is asked to be, whatever happened. */
  @Test
  void aToxicityOfSomeoneFollowedTooShortIsNotCounted() throws Throwable {
    for (int i = 1; i <= 4; i++) {
      String patient = treated("adc-her2", i);
      int followed = i <= 2 ? 400 : 300;
      send(
          Records.vitalStatus(
              Records.id(patient, "alive"), patient, START.plusDays(followed), false));
      if (i % 2 == 0) {
        insert(
            "toxicity",
            Records.id(patient, "ild"),
            patient,
            "'C112341', 'Pneumonitis', 3, 'CTCAE-5.0', '" + day(50) + "', null");
      }
    }
    ResponseResult exact = response("adc-her2", "ild3");
    assertThat(exact.n()).isEqualTo(2);
    assertThat(exact.responders()).isEqualTo(1);
  }

  /** As the library has it: nothing is counted from the first day of a year or a month. */
  @Test
  void aStartThatIsNotKnownToTheDayMakesNoOutcomeAsInTheLibrary() throws Throwable {
    for (int i = 1; i <= 3; i++) {
      String patient = Records.id(site.id(), "coarse", Integer.toString(i));
      ObjectNode course = Records.course(Records.id(patient, "course"), patient, START);
      String start = i == 1 ? "2024" : i == 2 ? "2024-01" : "2024-01-10";
      ((ObjectNode) course.get("performedPeriod")).put("start", start);
      send(
          Records.patient(patient),
          course,
          Records.psa(Records.id(patient, "0"), patient, START.minusDays(20), "100"),
          Records.psa(Records.id(patient, "1"), patient, START.plusDays(50), "40"),
          Records.psa(Records.id(patient, "2"), patient, START.plusDays(90), "40"),
          Records.vitalStatus(Records.id(patient, "v"), patient, START.plusDays(200), true));
    }
    ResponseResult psa50 = response("rlt-psma", "psa50");
    assertThat(psa50.n()).isEqualTo(1);
    assertThat(psa50.responders()).isEqualTo(1);
    SurvivalCurve os = (SurvivalCurve) result("survival", "rlt-psma", "os");
    assertThat(os.n()).isEqualTo(1);
    Estimate estimate = estimate("survival", "rlt-psma", "os");
    assertThat(estimate.excluded().finding().result().orElseThrow().responders()).isEqualTo(2);
  }

  /** A person whose first course may be an earlier one of the same year has no known index. */
  @Test
  void theCourseThatMayBeTheFirstIsTheIndex() throws Throwable {
    String patient = treated("rlt-psma", 1);
    ObjectNode earlier = Records.course(Records.id(patient, "earlier"), patient, START);
    ((ObjectNode) earlier.get("performedPeriod")).put("start", "2024-01");
    send(
        earlier, Records.vitalStatus(Records.id(patient, "v"), patient, START.plusDays(200), true));
    assertThat(estimate("survival", "rlt-psma", "os").finding().result()).isEmpty();
  }

  /** Toxicity that killed is a death, and on an unknown day nobody is censored alive. */
  @Test
  void aFatalEventIsADeathAsInTheLibrary() throws Throwable {
    String ended = treated("rlt-psma", 1);
    String unknown = treated("rlt-psma", 2);
    String both = treated("rlt-psma", 3);
    String alive = treated("rlt-psma", 4);
    for (String patient : new String[] {ended, unknown, both, alive}) {
      send(Records.vitalStatus(Records.id(patient, "a"), patient, START.plusDays(30), false));
    }
    ObjectNode fatal = fatal(ended, 5);
    fatal
        .withArray("extension")
        .addObject()
        .put("url", Records.BASE + "StructureDefinition/ae-end")
        .put("valueDateTime", day(70).toString());
    ObjectNode byOutcome = fatal(unknown, 4);
    byOutcome
        .putObject("outcome")
        .putArray("coding")
        .addObject()
        .put("system", "http://terminology.hl7.org/CodeSystem/adverse-event-outcome")
        .put("code", "fatal");
    send(
        fatal,
        byOutcome,
        fatal(both, 5),
        Records.vitalStatus(Records.id(both, "v"), both, START.plusDays(80), true),
        Records.vitalStatus(Records.id(alive, "v"), alive, START.plusDays(300), false));
    SurvivalCurve curve = (SurvivalCurve) result("survival", "rlt-psma", "os");
    assertThat(curve.n()).isEqualTo(3);
    assertThat(curve.survivalAt(69)).isEqualTo(1, within(1e-12));
    assertThat(curve.survivalAt(70)).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(curve.survivalAt(80)).isEqualTo(1.0 / 3, within(1e-12));
    assertThat(curve.survivalAt(299)).isEqualTo(1.0 / 3, within(1e-12));
  }

  private static ObjectNode fatal(String patient, int grade) {
    // Sepsis.
    return Records.adverseEvent(
        Records.id(patient, "event"), patient, START.plusDays(60), "C143827", grade);
  }

  private void egfr(String patient, int day, double value) {
    String loinc =
        ModuleCatalog.standard()
            .find("ckd")
            .flatMap(m -> m.biomarker("egfr"))
            .orElseThrow()
            .loinc();
    insert(
        "biomarker",
        Records.id(patient, "egfr", Integer.toString(day)),
        patient,
        "'" + loinc + "', " + value + ", 'mL/min/{1.73_m2}', null, '" + day(day) + "'");
  }

  private void measured(String lesion, String patient, int day, int millimetres) {
    insert(
        "measurement",
        Records.id(lesion, Integer.toString(day)),
        patient,
        "'" + lesion + "', 'size', " + millimetres + ", 'mm', '" + day(day) + "'");
  }

  private String treated(String module, int number) {
    String patient = Records.id(site.id(), module, Integer.toString(number));
    ObjectNode course = Records.course(Records.id(patient, "course"), patient, START);
    ((ObjectNode) course.get("extension").get(0))
        .put("valueCanonical", Records.BASE + "PlanDefinition/" + module + "|1.0.0");
    send(Records.patient(patient), course);
    return patient;
  }

  private void send(ObjectNode... resources) {
    site.send(resources).then().statusCode(200);
  }

  private void insert(String table, String id, String patient, String values) {
    database.execute(
        "insert into fact_"
            + table
            + " values ('"
            + id
            + "', '"
            + site.id()
            + "', '"
            + patient
            + "', "
            + values
            + ")");
  }

  private static LocalDate day(int day) {
    return START.plusDays(day);
  }

  private ResponseResult response(String module, String endpoint) throws Throwable {
    return (ResponseResult) result("response", module, endpoint);
  }

  private Object result(String kind, String module, String endpoint) throws Throwable {
    return estimate(kind, module, endpoint).finding().result().orElseThrow();
  }

  private Estimate estimate(String kind, String module, String endpoint) throws Throwable {
    Question question = reader.read(kind, module, "treated", endpoint, 0.95);
    return estimates.of(
        question, VertxContextSupport.subscribeAndAwait(() -> cohorts.rows(question, 1)));
  }
}
