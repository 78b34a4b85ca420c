package org.therafed.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Waiting;

/**
 * Adding a therapy is adding a file: in a folder of registry and gateways, a product, a laboratory
 * test and an endpoint that nothing else knows, tables in at three hospitals, response rates out;
 * in the registry's folder alone, as signed package to a hospital's records.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TherapyAsDataTest {

  private static final String MODULE = "invented-lymphoma";
  private static final int PERSONS_PER_SITE = 20;
  private static final int ROWS_PER_PERSON = 9;
  private static final int RESPONDERS_PER_SITE = 9;
  private static final int FALLS_PER_SITE = 14;
  private static final LocalDate FIRST = LocalDate.of(2024, 2, 1);

  private static final int HANDED_OUT_ROWS = 4;
  private static final String COURSES = "mrn,course_id,module,modality,started_on,status";

  private static final String YAML =
      """
      id: invented-lymphoma
      version: 1.2.3
      title: {en: An invented therapy of lymphoma, zh: 虚构的淋巴瘤疗法}
      indications:
        - {system: "http://hl7.org/fhir/sid/icd-10", code: C83.3}
      products:
        - code: invented-lymphoma.161Tb-INV-1
          title: {en: 161Tb-INV-1, zh: "铽[161Tb]-INV-1"}
          kind: radioligand
          radionuclide: Tb-161
          intravenous: true
      schedule: {maxCycles: 4, intervalDays: 42, earlyDays: 3, lateDays: 7}
      activity: {megabecquerel: 5000, tolerancePercent: 10, possibleMin: 500, possibleMax: 10000}
      biomarkers:
        - id: target
          local: invented-lymphoma.soluble-target
          title: {en: Soluble target, zh: 可溶性靶点}
          unit: ng/mL
          plausibleMin: 0
          plausibleMax: 5000
      endpoints:
        - id: target-fall
          code: invented-lymphoma.target-fall
          title: {en: Fall of the soluble target by half, zh: 可溶性靶点下降一半}
          kind: percent-change
          parameters: {biomarker: target, percent: -50, baselineDaysBefore: 28, baselineDaysAfter: 0, confirmDays: 21}
        - id: orr
          code: ORR
          title: {en: Response rate, zh: 缓解率}
          kind: best-of
          parameters: {criterion: RECIST1.1, responders: [CR, PR]}
      """;

  private static final String HANDED_OUT =
      """
      id: handed-out
      version: 4.2.0
      title: {en: Invented, zh: 虚构}
      products: [{code: handed-out.INV-7, title: {en: INV-7, zh: 虚构药}, kind: adc}]
      """;

  @TempDir static Path folder;

  private Hospitals hospitals;

  @BeforeAll
  void start() throws IOException {
    hospitals = Hospitals.start(folder, YAML, HANDED_OUT);
  }

  @AfterAll
  void end() {
    hospitals.close();
  }

  @Test
  @Order(1)
  void courseCarriesTheVersionThatTheRegistryHandedOut() {
    Application gateway = hospitals.first();
    Waiting.until("the package is in use")
        .until(() -> Hospitals.packages(gateway), names -> names.contains("therapies"));
    row(gateway, "patients", "mrn,sex,birth_date", "H1,F,1960-05-01");
    row(gateway, "consents", "mrn,decision,signed_on", "H1,permit,2024-01-02");
    row(gateway, "courses", COURSES, "H1,C1,handed-out,radioligand,2024-02-01,in-progress");
    row(
        gateway,
        "administrations",
        "mrn,course_id,administration_id,administered_at,product,dose,unit",
        "H1,C1,A1,2024-02-01T10:00:00,handed-out.INV-7,120,mg");
    Hospitals.awaitSent(gateway, HANDED_OUT_ROWS);
    assertThat(hospitals.registry().idsOf("MedicationAdministration", "site-a", gateway.dataDir()))
        .as("the product that came with the module")
        .hasSize(1);
    Set<String> courses = hospitals.registry().idsOf("Procedure", "site-a", gateway.dataDir());
    assertThat(courses).hasSize(1);
    JsonNode course =
        hospitals
            .registry()
            .read("Procedure", courses.iterator().next(), "site-a", gateway.dataDir());
    assertThat(course.path("extension").findValuesAsText("valueCanonical"))
        .containsExactly("https://therafed.org/fhir/PlanDefinition/handed-out|4.2.0");
  }

  @Test
  @Order(2)
  void responseRateOfATherapyFromAFileIsAnsweredByTheRegistry() {
    hospitals.all().forEach(TherapyAsDataTest::send);
    for (Application gateway : hospitals.all()) {
      int before = gateway == hospitals.first() ? HANDED_OUT_ROWS : 0;
      Hospitals.awaitSent(gateway, before + ROWS_PER_PERSON * PERSONS_PER_SITE);
    }
    hospitals.registry().freeze();
    assertRate("orr", RESPONDERS_PER_SITE);
    assertRate("target-fall", FALLS_PER_SITE);
  }

  @Test
  @Order(3)
  void aHospitalKnowsWhatItWasHandedAlsoAfterARestartWithoutTheRegistry() {
    hospitals.firstComesBackAlone();
    Application gateway = hospitals.first();
    assertThat(Hospitals.packages(gateway)).containsExactly("therapies");
    row(gateway, "courses", COURSES, "H1,C2,handed-out,radioligand,2024-08-01,in-progress");
  }

  private void assertRate(String endpoint, int perSite) {
    JsonNode answer =
        hospitals.registry().evidence("response?module=" + MODULE + "&endpoint=" + endpoint);
    assertThat(answer.path("state").asText()).as(endpoint).isEqualTo("released");
    assertThat(answer.path("moduleVersion").asText()).isEqualTo("1.2.3");
    assertThat(answer.path("result").path("n").asInt()).isEqualTo(3 * PERSONS_PER_SITE);
    JsonNode rate = answer.path("result").path("rate");
    double truth = (double) perSite / PERSONS_PER_SITE;
    assertThat(Math.abs(rate.path("value").asDouble() - truth))
        .as(endpoint)
        .isLessThanOrEqualTo(rate.path("step").asDouble() / 2);
  }

  private static void send(Application gateway) {
    table(gateway, "patients", "mrn,sex,birth_date", i -> "P" + i + ",F,1960-05-01");
    table(gateway, "consents", "mrn,decision,signed_on", i -> "P" + i + ",permit,2024-01-02");
    table(
        gateway,
        "indications",
        "mrn,diagnosis_system,diagnosis_code,module,decided_on,pathway",
        i -> "P" + i + ",ICD-10,C83.3," + MODULE + "," + FIRST + ",treated");
    table(
        gateway,
        "courses",
        "mrn,course_id,module,modality,started_on,status",
        i -> "P" + i + ",C1," + MODULE + ",radioligand," + FIRST.plusDays(i) + ",in-progress");
    table(
        gateway,
        "administrations",
        "mrn,course_id,cycle,administered_at,product,dose,unit,measured_at",
        i -> {
          String day = FIRST.plusDays(i).toString();
          return "P"
              + i
              + ",C1,1,"
              + day
              + "T10:00:00,"
              + MODULE
              + ".161Tb-INV-1,5,GBq,"
              + day
              + "T09:30:00";
        });
    lab(gateway, "S1", -1, i -> 80);
    lab(gateway, "S2", 30, i -> i < FALLS_PER_SITE ? 30 : 70);
    lab(gateway, "S3", 60, i -> i < FALLS_PER_SITE ? 20 : 75);
    table(
        gateway,
        "responses",
        "mrn,course_id,assessed_on,criterion,response",
        i ->
            "P"
                + i
                + ",C1,"
                + FIRST.plusDays(60 + i)
                + ",RECIST1.1,"
                + (i < RESPONDERS_PER_SITE ? "CR" : "PD"));
  }

  /** One value of the module's own test for each person, so many days after the start. */
  private static void lab(Application gateway, String sample, int day, IntUnaryOperator value) {
    table(
        gateway,
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        i ->
            "P"
                + i
                + ","
                + sample
                + ","
                + MODULE
                + ".soluble-target,"
                + value.applyAsInt(i)
                + ",ng/mL,"
                + FIRST.plusDays(i + day)
                + "T08:00:00");
  }

  private static void table(
      Application gateway, String kind, String header, IntFunction<String> row) {
    Hospitals.table(
        gateway, kind, header, IntStream.range(0, PERSONS_PER_SITE).mapToObj(row).toList());
  }

  private static void row(Application gateway, String kind, String header, String row) {
    Hospitals.table(gateway, kind, header, List.of(row));
  }
}
