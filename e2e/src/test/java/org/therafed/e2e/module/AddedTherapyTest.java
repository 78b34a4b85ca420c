package org.therafed.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Http;

/**
 * Adding a therapy is adding a file: a product, a laboratory test and an endpoint that nothing else
 * knows, tables in at three hospitals, response rates out.
 */
class AddedTherapyTest {

  private static final String MODULE = "invented-lymphoma";
  private static final int PERSONS_PER_SITE = 20;
  private static final int ROWS_PER_PERSON = 9;
  private static final int RESPONDERS_PER_SITE = 9;
  private static final int FALLS_PER_SITE = 14;
  private static final LocalDate FIRST = LocalDate.of(2024, 2, 1);

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

  @TempDir Path folder;

  @Test
  void therapyFromAFileIsTakenAtTheGatewaysAndItsResponseRateAnsweredByTheRegistry()
      throws IOException {
    Path modules = Files.createDirectory(folder.resolve("modules"));
    Files.writeString(modules.resolve("lymphoma.yaml"), YAML);
    Map<String, String> settings = Map.of("THERAFED_MODULES_DIR", modules.toString());
    List<Application> started = new ArrayList<>();
    try (Application registry = Application.registry(folder, settings)) {
      registry.start();
      try {
        for (String site : List.of("site-a", "site-b", "site-c")) {
          Application gateway = Application.gateway(site, folder, registry, settings);
          started.add(gateway);
          gateway.start();
        }
        registry.awaitReady();
        for (Application gateway : started) {
          gateway.awaitReady();
          registry.register(gateway);
          send(gateway);
        }
        for (Application gateway : started) {
          Waiting.until("nothing is queued")
              .until(
                  () -> gateway.asGateway().counts(),
                  counts -> counts.queued() == 0 && counts.received() > 0);
          assertThat(gateway.asGateway().counts().sent())
              .isEqualTo(ROWS_PER_PERSON * PERSONS_PER_SITE);
        }
        assertRate(registry, "orr", RESPONDERS_PER_SITE);
        assertRate(registry, "target-fall", FALLS_PER_SITE);
      } finally {
        started.forEach(Application::close);
      }
    }
  }

  private static void assertRate(Application registry, String endpoint, int perSite) {
    JsonNode answer =
        registry.asRegistry().evidence("response?module=" + MODULE + "&endpoint=" + endpoint);
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
    List<String> lines = new ArrayList<>(List.of(header));
    IntStream.range(0, PERSONS_PER_SITE).mapToObj(row).forEach(lines::add);
    byte[] csv = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Http.Reply reply = gateway.asGateway().postTable(kind, StandardCharsets.UTF_8, csv);
    assertThat(reply.body().path("accepted").asInt())
        .as(reply.body().toString())
        .isEqualTo(PERSONS_PER_SITE);
  }
}
