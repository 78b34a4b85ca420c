package org.therafed.e2e.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.OneSite;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Http;

/**
 * A hospital comes on board of a registry that runs, by the steps of {@code docs/onboarding.md} and
 * no other. Its site id begins with {@code onb-}, by which other tests leave it out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PlayedFederation.Shared.class)
class OnboardingTest {

  private static final String SITE = "onb-hospital";
  private static final int GOAL = 12;

  private final Path folder = Checkout.emptyFolder("onboarding");
  private final List<String> steps = new ArrayList<>();
  private int stepsToTestCourse;
  private Console console;
  private Application gateway;
  private Http.Reply registered;
  private Http.Reply report;
  private Http.Reply waiting;
  private long storedBeforeLive;
  private Http.Reply live;

  @BeforeAll
  void comeOnBoard(PlayedFederation played) {
    URI registry = played.registry().base();
    step("log in at the registry's page of sites");
    console = new Console(registry);
    console.logIn(played.federation().adminPassword());
    step("invite, and tell the code");
    String code = console.invite(SITE, "Onboarding hospital");
    step("start the gateway");
    gateway = Application.gateway(SITE, folder, registry, Map.of());
    gateway.start();
    gateway.awaitReady();
    step("redeem");
    registered =
        post(
            "/ops/onboarding",
            "{\"invitation\":\""
                + code
                + "\",\"channels\":[\"fhir\",\"table\"],\"modules\":[\"rlt-psma\"],"
                + "\"contactRole\":\"it\"}");
    step("test");
    report = post("/ops/onboarding/test", "");
    stepsToTestCourse = steps.size();
    sendAPerson();
    waiting = http().get(gateway.address().resolve("/ops/outcomes"));
    storedBeforeLive = transfers(played);
    step("accredit");
    console.press("accredit", SITE);
    step("go live");
    live = post("/ops/onboarding/live", "");
    step("point the hospital's systems at the gateway");
  }

  private void step(String what) {
    steps.add(what);
  }

  /** A real record while the site is tested and not live. */
  private void sendAPerson() {
    gateway
        .asGateway()
        .postTable(
            "patients",
            StandardCharsets.UTF_8,
            "mrn,name,sex,birth_date\nONB-1,Somebody,M,1950-02-03\n"
                .getBytes(StandardCharsets.UTF_8));
    gateway
        .asGateway()
        .postResource("Consent", OneSite.consentOf("ONB-1").getBytes(StandardCharsets.UTF_8));
    Waiting.until("the registry has refused it for now")
        .until(
            () ->
                http()
                    .get(gateway.address().resolve("/ops/outcomes"))
                    .body()
                    .path("waiting")
                    .toString()
                    .contains("GW-FORWARD-009"));
  }

  private long transfers(PlayedFederation played) {
    return played.registry().statusOf(SITE, gateway.dataDir()).path("transfers").asLong();
  }

  private Http.Reply post(String path, String body) {
    return http()
        .post(
            gateway.address().resolve(path),
            "application/json",
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static Http http() {
    return new Http(Map.of());
  }

  @AfterAll
  void end() {
    if (gateway != null) {
      gateway.close();
    }
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void stepsOfAPersonAreNoMoreThanTheGoal() {
    assertThat(stepsToTestCourse).isEqualTo(5).isLessThanOrEqualTo(GOAL);
    assertThat(steps).hasSize(8);
  }

  @Test
  void invitationRegistersTheSiteWithItsProfile() {
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.body().path("state").asText()).isEqualTo("registered");
    assertThat(registered.body().at("/profile/zone").asText()).isEqualTo(Application.ZONE);
    assertThat(registered.body().at("/profile/modules/0").asText()).isEqualTo("rlt-psma");
  }

  @Test
  void gatewaysOwnTreatmentOfTheTestCoursePassesEveryCheck() {
    assertThat(report.status()).isEqualTo(200);
    for (JsonNode check : report.body().path("checks")) {
      assertThat(check.path("passed").asBoolean()).as(check.toString()).isTrue();
    }
    assertThat(report.body().path("checks")).hasSizeGreaterThan(14);
    assertThat(report.body().path("passed").asBoolean()).isTrue();
  }

  @Test
  void recordsWaitUntilTheSiteIsLiveAndThenLeave(PlayedFederation played) {
    assertThat(waiting.body().path("queued").asLong()).isPositive();
    assertThat(waiting.body().path("refused").asLong()).isZero();
    assertThat(storedBeforeLive).isZero();
    assertThat(live.body().path("state").asText()).isEqualTo("live");
    Waiting.until("what waited is stored")
        .until(() -> gateway.asGateway().counts(), counts -> counts.queued() == 0);
    assertThat(gateway.asGateway().counts().addUp()).isTrue();
    assertThat(gateway.asGateway().counts().sent()).isPositive();
    assertThat(transfers(played)).isPositive();
    assertThat(played.registry().idsOf("Patient", SITE, gateway.dataDir())).hasSize(1);
    assertThat(played.registry().idsOf("Procedure", SITE, gateway.dataDir()))
        .as("the test course became no record")
        .isEmpty();
  }

  @Test
  void pageShowsWhereTheHospitalStands() {
    assertThat(console.page("/console/sites?lang=en"))
        .contains("Onboarding hospital", SITE, "rlt-psma: open, not reviewed", Application.ZONE);
    assertThat(console.page("/console/sites?lang=zh")).contains("站点接入", "已上线");
    assertThat(console.page("/console/sites/" + SITE + "?lang=en"))
        .contains("Run 1: passed", "Of 15 planted names, numbers, addresses and texts, 0 left");
  }
}
