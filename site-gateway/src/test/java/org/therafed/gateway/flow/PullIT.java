package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeArchive;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Images of consented patients from archives. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class PullIT extends WithRegistry {

  @ConfigProperty(name = "therafed.pull.sources.web.url")
  URI web;

  @ConfigProperty(name = "therafed.pull.sources.pacs.port")
  int pacs;

  @Inject PullSources sources;
  @Inject PullRun runs;
  @Inject PullStore store;
  @Inject Site site;

  private FakeArchive archive;

  @BeforeEach
  void startArchive() {
    archive = FakeArchive.start(web.getPort());
  }

  @AfterEach
  void stopArchive() {
    archive.close();
    Gateway.countsAddUp();
  }

  private static JsonPath run() {
    JsonPath answer = given().post("/ops/pull/web").then().statusCode(200).extract().jsonPath();
    Gateway.settled();
    return answer;
  }

  private static JsonPath test(String source) {
    return given()
        .post("/ops/pull/" + source + "/test")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Map<String, Object> state(String source) {
    List<Map<String, Object>> all = given().get("/ops/pull").jsonPath().getList("$");
    return all.stream().filter(s -> source.equals(s.get("source"))).findFirst().orElseThrow();
  }

  private static void consent(String mrn) {
    Gateway.consent(mrn);
    Gateway.settled();
  }

  @Test
  void imagesOfAConsentedPatientAreFetchedOnceAndGoOnLikeOthers() {
    consent("PULL-1");
    for (int i = 1; i <= 3; i++) {
      archive.keeps(Headers.ct("PULL-1", "1.2.6.1", i));
    }
    DataSet capture = Headers.ct("PULL-1", "1.2.6.1", 9);
    capture.put(Tag.SeriesInstanceUID, VR.UI, "1.2.6.1.2");
    capture.put(Tag.Modality, VR.CS, "OT");
    archive.keeps(capture);

    JsonPath first = run();
    assertThat(first.getString("problem")).isNull();
    assertThat(first.getInt("lastRun.counts.fetched")).isEqualTo(3);
    assertThat(first.getInt("lastRun.counts.missing")).isZero();
    assertThat(archive.retrievals()).containsExactly("studies/1.2.6.1/series/1.2.6.1.1");
    assertThat(registry.resources("ImagingStudy")).hasSize(1);
    assertThat(registry.resources("ImagingStudy").get(0).path("numberOfInstances").asInt())
        .isEqualTo(3);
    assertThat(Gateway.arrivals("sent").get(0)).containsEntry("source", "dicomweb");
    assertThat(asked("PULL-1").get(0)).doesNotContain("StudyDate");

    JsonPath second = run();
    assertThat(second.getInt("lastRun.counts.fetched")).isZero();
    assertThat(archive.retrievals()).hasSize(1);
    assertThat(asked("PULL-1").get(asked("PULL-1").size() - 1))
        .containsPattern("StudyDate=\\d{8}-");
    assertThat(state("web").toString()).doesNotContain("PULL-1").doesNotContain("1.2.6");
  }

  private List<String> asked(String patient) {
    return archive.asked().stream().filter(q -> q.contains("PatientID=" + patient + "&")).toList();
  }

  @Test
  void onlyTheInstancesThatHaveNotComeAreFetched() {
    consent("PULL-2");
    DataSet here = Headers.ct("PULL-2", "1.2.6.2", 1);
    archive.keeps(here);
    assertThat(run().getInt("lastRun.counts.fetched")).isEqualTo(1);
    archive.keeps(Headers.ct("PULL-2", "1.2.6.2", 2));
    assertThat(run().getInt("lastRun.counts.fetched")).isEqualTo(1);
    assertThat(archive.retrievals())
        .containsExactly(
            "studies/1.2.6.2/series/1.2.6.2.1",
            "studies/1.2.6.2/series/1.2.6.2.1/instances/1.2.6.2.1.2");
  }

  @Test
  void whoHasNoConsentInForceIsNeverAskedFor() {
    String[] nobody = {"PULLNONE", "PULLDENIED", "PULLENDED", "PULLLATER"};
    for (String mrn : nobody) {
      Gateway.table("patients", "mrn,sex,birth_date", mrn + ",M,1950-03-01").then().statusCode(200);
      archive.keeps(Headers.ct(mrn, "1.2.6.3." + mrn.length(), 1));
    }
    String header = "mrn,decision,signed_on,valid_from,valid_to";
    Gateway.table("consents", header, "PULLDENIED,permit,2024-01-02,,").then().statusCode(200);
    Gateway.table("consents", header, "PULLDENIED,deny,2024-02-02,,").then().statusCode(200);
    Gateway.table("consents", header, "PULLENDED,permit,2020-01-02,,2021-01-02")
        .then()
        .statusCode(200);
    Gateway.table("consents", header, "PULLLATER,permit,2024-01-02,2999-01-01,")
        .then()
        .statusCode(200);
    consent("PULLYES");
    run();
    assertThat(archive.patients()).contains("PULLYES").doesNotContain(nobody);
    assertThat(archive.retrievals()).isEmpty();
  }

  @Test
  void aWithdrawalWhileItIsAskedForStopsBeforeTheRetrieval() {
    consent("PULL-4");
    archive.keeps(Headers.ct("PULL-4", "1.2.6.4", 1));
    archive.answering(
        path -> {
          if (path.equals("studies/1.2.6.4/series/1.2.6.4.1/instances")) {
            Gateway.table("consents", "mrn,decision,signed_on", "PULL-4,deny,2025-01-02");
          }
          return 200;
        });
    assertThat(run().getInt("lastRun.counts.fetched")).isZero();
    assertThat(archive.retrievals()).isEmpty();
    int before = asked("PULL-4").size();
    run();
    assertThat(asked("PULL-4")).hasSize(before);
  }

  @Test
  void whatAnArchiveGivesToAnotherPatientIsLeftThere() {
    consent("PULL-5");
    archive.keeps(Headers.ct("PULL-55", "1.2.6.5", 1));
    JsonPath answer = run();
    assertThat(answer.getInt("lastRun.counts.ofAnother")).isEqualTo(1);
    assertThat(archive.retrievals()).isEmpty();
  }

  @Test
  void anIdThatWouldMatchOthersIsNotAskedFor() {
    consent("PULL-6*");
    JsonPath answer = run();
    assertThat(answer.getInt("lastRun.failed.'GW-PULL-013'")).isEqualTo(1);
    assertThat(archive.patients()).doesNotContain("PULL-6*");
  }

  @Test
  void anArchiveThatFailsIsToldAndAskedAgain() {
    consent("PULL-7");
    archive.keeps(Headers.ct("PULL-7", "1.2.6.7", 1));
    archive.answering(
        path -> path.matches("studies/1.2.6.7/series/[0-9.]+(/instances/.+)?") ? 503 : 200);
    JsonPath failed = run();
    assertThat(failed.getInt("lastRun.failed.'GW-PULL-009'")).isEqualTo(1);
    assertThat(failed.getInt("lastRun.counts.missing")).isEqualTo(1);
    assertThat(state("web").get("patientsWaiting").toString()).contains("GW-PULL-009=1");

    archive.answering(path -> 401);
    JsonPath closed = run();
    assertThat(closed.getString("problem.code")).isEqualTo("GW-PULL-007");
    assertThat(state("web")).containsEntry("failures", 1);
    assertThat(state("web").get("notBefore")).isNotNull();
    assertThat(test("web").getString("problem.code")).isEqualTo("GW-PULL-007");

    archive.answering(path -> 200);
    assertThat(run().getInt("lastRun.counts.fetched")).isEqualTo(1);
    assertThat(state("web")).containsEntry("failures", 0);
    assertThat(state("web").get("patientsWaiting").toString()).doesNotContain("GW-PULL-009");
    assertThat(test("web").getBoolean("works")).isTrue();
  }

  @Test
  void whatCannotBeSentKeepsNothingElseBack() {
    consent("PULL-9");
    for (int i = 1; i <= 3; i++) {
      archive.keeps(Headers.ct("PULL-9", "1.2.6.9", i));
    }
    archive.keeps(Headers.ct("PULL-9", "1.2.6.90", 1));
    archive.answering(
        path ->
            path.equals("studies/1.2.6.9/series/1.2.6.9.1") || path.endsWith(".1.1") ? 500 : 200);
    JsonPath answer = run();
    assertThat(answer.getInt("lastRun.counts.fetched")).isEqualTo(3);
    assertThat(answer.getInt("lastRun.counts.missing")).isEqualTo(1);
    assertThat(answer.getInt("lastRun.failed.'GW-PULL-009'")).isEqualTo(1);
    // Withdrawn, nothing counts as missing any more.
    Gateway.table("consents", "mrn,decision,signed_on", "PULL-9,deny,2025-01-02");
    Gateway.settled();
    run();
    assertThat(state("web").get("patientsWaiting").toString()).doesNotContain("GW-PULL-009");
  }

  @Test
  void eachArchiveIsAskedByScheduleAndOneThatFailsIsLeftAloneForAWhile() {
    consent("PULL-10");
    archive.keeps(Headers.ct("PULL-10", "1.2.6.10", 1));
    SiteConfig every =
        new SmallRyeConfigBuilder()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(SiteConfig.class)
            .withSources(
                new PropertiesConfigSource(Map.of("therafed.pull.every", "20ms"), "test", 100))
            .build()
            .getConfigMapping(SiteConfig.class);
    PullLoop loop = new PullLoop(sources, runs, store, site, every);
    loop.start();
    try {
      Eventually.holds("asked again and again", () -> asked("PULL-10").size() >= 3);
      Eventually.holds("closed archive", () -> store.state("pacs").failures() > 0);
    } finally {
      loop.stop();
    }
    assertThat(archive.retrievals()).hasSize(1);
    // The one that is not there is left alone until its wait is over.
    assertThat(store.state("pacs").failures()).isEqualTo(1);
    assertThat(state("pacs").toString()).contains("GW-PULL-004");
    assertThat(state("pacs").get("notBefore")).isNotNull();
    Eventually.holds("ended", () -> !loop.running("web"));
  }

  @Test
  void anObjectThatIsRefusedThreeTimesIsNotFetchedAgain() {
    consent("PULL-8");
    archive.keeps(Headers.ct("PULL-8", "1.2.6.8", 1)).cutting(true);
    long refused = Gateway.outcomes().get("refused");
    assertThat(run().getInt("lastRun.failed.'GW-PULL-011'")).isEqualTo(1);
    run();
    run();
    run();
    assertThat(archive.retrievals()).hasSize(3);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 3);
  }

  @Test
  void aTestOfTheConnectionSaysWhatIsWrong() {
    assertThat(test("nowhere").getString("problem.code")).isEqualTo("GW-PULL-003");
    assertThat(test("pacs").getString("problem.code")).isEqualTo("GW-PULL-004");
    try (DicomServer other = listening("OTHER")) {
      assertThat(other.port()).isEqualTo(pacs);
      JsonPath answer = test("pacs");
      assertThat(answer.getString("problem.code")).isEqualTo("GW-PULL-005");
      assertThat(answer.getString("problem.found")).contains("CALLED_AE_NOT_RECOGNIZED");
      // Whoever listens there speaks no TLS.
      assertThat(test("tls").getString("problem.code")).isEqualTo("GW-PULL-006");
    }
    try (DicomServer store = listening("ARCHIVE")) {
      assertThat(store.port()).isEqualTo(pacs);
      JsonPath answer = test("pacs");
      assertThat(answer.getString("problem.code")).isEqualTo("GW-PULL-010");
      assertThat(answer.getString("problem.found")).contains("C-FIND");
      assertThat(answer.getString("problem.foundZh")).isNotEmpty();
    }
    archive.close();
    assertThat(test("web").getString("problem.code")).isEqualTo("GW-PULL-004");
    assertThat(archive.patients()).isEmpty();
  }

  private DicomServer listening(String title) {
    return DicomServer.start(ServerConfig.loopback(title, pacs), request -> StoreOutcome.SUCCESS);
  }

  @Test
  void anArchiveThatIsNotConfiguredIsUnknown() {
    for (String path : List.of("/ops/pull/other", "/ops/pull/other/test")) {
      given().post(path).then().statusCode(404);
    }
  }
}
