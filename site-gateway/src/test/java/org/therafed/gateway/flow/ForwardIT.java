package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.forward.http.RegistryAccess;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What becomes of a transfer by what the registry, or somebody in its place, answers. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ForwardIT extends WithRegistry {

  private static final String ANSWER = "GW-FORWARD-006";
  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";

  @Inject RegistryAccess access;

  @Test
  void aRegistryThatIsDownGetsEverythingWhenItIsBack() {
    registry.close();
    Gateway.personWithConsent("DOWN-1", "");
    Gateway.table("labs", LABS, "DOWN-1,S-DOWN-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Eventually.holds("queued", () -> Gateway.outcomes().get("queued") >= 3);
    restartRegistry();
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  @Test
  void headOfTheRegistrysAuditTrailIsKeptAndAContradictionStaysNoted() {
    String kept = "7:" + "a".repeat(64);
    registry.auditHead(kept);
    Gateway.personWithConsent("HEAD-1", "");
    Gateway.settled();
    given().get("/ops/audit-head").then().body("head", equalTo(kept));
    registry.auditHead("5:" + "b".repeat(64));
    Gateway.personWithConsent("HEAD-2", "");
    Gateway.settled();
    given()
        .get("/ops/audit-head")
        .then()
        .body("head", equalTo(kept))
        .body("contradicted", equalTo(false));
    registry.auditHead("7:" + "b".repeat(64));
    Gateway.personWithConsent("HEAD-3", "");
    Gateway.settled();
    given()
        .get("/ops/audit-head")
        .then()
        .body("head", equalTo(kept))
        .body("contradicted", equalTo(true));
  }

  @Test
  void aRegistryThatDiesWithinATransferGetsItOnce() {
    Gateway.personWithConsent("DIE-1", "");
    Gateway.settled();
    registry.fault(
        body ->
            registry.received().size() % 2 == 0
                ? FakeRegistry.Fault.DIES_BEFORE_STORING
                : FakeRegistry.Fault.DIES_AFTER_STORING);
    Gateway.table("labs", LABS, "DIE-1,S-DIE-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    int sofar = registry.received().size();
    Eventually.holds("some attempts", () -> registry.received().size() >= sofar + 4);
    registry.fault(body -> FakeRegistry.Fault.NONE);
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    List<FakeRegistry.Received> last =
        registry.received().subList(sofar, registry.received().size());
    assertThat(last)
        .extracting(FakeRegistry.Received::sequence)
        .containsOnly(last.get(0).sequence());
    assertThat(last).allSatisfy(r -> assertThat(r.body()).isEqualTo(last.get(0).body()));
  }

  @Test
  void ofSeveralRecordsInARefusedTransferOnlyTheFaultyOneIsRefused() {
    Gateway.personWithConsent("REF-1", "");
    Gateway.settled();
    registry.refuse(body -> body.contains("4321") ? Optional.of(422) : Optional.empty());
    Gateway.table(
        "labs",
        LABS,
        "REF-1,S-REF-1,2857-1,4321,ng/mL,2025-03-31T07:45:00",
        "REF-1,S-REF-2,2857-1,4.2,ng/mL,2025-04-30T07:45:00");
    Eventually.holds("the good one is sent", () -> registry.resources("Observation").size() == 1);
    Gateway.settled();
    assertThat(Gateway.arrivals("refused").get(0))
        .containsEntry("code", "GW-FORWARD-001")
        .containsEntry("kind", "labs");
  }

  @ParameterizedTest
  @CsvSource({
    "200, <html>Please log in</html>",
    "200, {}",
    "404, <html>Not Found</html>",
    "413, <html>Request Entity Too Large</html>",
    "400, Bad Request",
    "302, ''"
  })
  void whatSomebodyElseAnswersIsNeitherStoredNorRefused(int status, String page) {
    Gateway.personWithConsent("PROXY-1", "");
    Gateway.settled();
    registry.answerInstead(body -> Optional.of(new FakeRegistry.Raw(status, page)));
    String sample = "S-PROXY-" + status + "-" + page.length();
    Gateway.table("labs", LABS, "PROXY-1," + sample + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Eventually.holds(
        "the status page shows why",
        () -> given().get("/ops/outcomes").jsonPath().getMap("waiting").containsKey(ANSWER));
    assertThat(Gateway.arrivals("queued")).extracting("waiting").contains(ANSWER);
    registry.answerInstead(body -> Optional.empty());
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(given().get("/ops/outcomes").jsonPath().getMap("waiting")).isEmpty();
  }

  @Test
  void aReceiptThatDoesNotConfirmEveryRecordIsAskedForAgain() {
    Gateway.personWithConsent("PART-1", "");
    Gateway.settled();
    String receipt = FakeRegistry.receipt(0).toString();
    registry.answerInstead(
        body ->
            registry.received().size() % 3 == 0
                ? Optional.empty()
                : Optional.of(new FakeRegistry.Raw(200, receipt)));
    Gateway.table("labs", LABS, "PART-1,S-PART-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  @Test
  void aRefusedRecordThatWasCorrectedSinceIsSupersededByARetry() {
    Gateway.personWithConsent("OLD-1", "");
    Gateway.settled();
    registry.refuse(body -> body.contains("4321") ? Optional.of(422) : Optional.empty());
    Gateway.table("labs", LABS, "OLD-1,S-OLD-1,2857-1,4321,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    String refused = (String) Gateway.arrivals("refused").get(0).get("id");
    Gateway.table("labs", LABS, "OLD-1,S-OLD-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    registry.refuse(body -> Optional.empty());
    String by =
        given()
            .post("/ops/arrivals/" + refused + "/retry")
            .then()
            .statusCode(200)
            .body("outcome", equalTo("superseded"))
            .extract()
            .path("supersededBy");
    Gateway.settled();
    assertThat(by).isEqualTo(Gateway.arrivals("sent").get(0).get("id"));
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  @Test
  void aRegistryThatDoesNotKnowTheSiteIsAskedAgain() {
    registry.refuse(body -> registry.received().size() < 3 ? Optional.of(401) : Optional.empty());
    Gateway.personWithConsent("AUTH-1", "");
    Gateway.settled();
    assertThat(registry.resources("Patient")).isNotEmpty();
  }

  @Test
  void aNumberThatWasUsedBeforeIsReplaced() {
    Gateway.personWithConsent("NUM-1", "");
    Gateway.settled();
    long next = registry.stored().keySet().stream().mapToLong(n -> n).max().orElseThrow() + 1;
    registry.refuse(
        body -> body.contains("site-a/" + next + "\"") ? Optional.of(409) : Optional.empty());
    Gateway.table("labs", LABS, "NUM-1,S-NUM-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  @Test
  void everyRequestIsSignedWithThePublishedKey() throws Exception {
    access.renew();
    Gateway.personWithConsent("SIG-1", "");
    Gateway.settled();
    Map<String, Object> jwk = given().get("/ops/identity").jsonPath().getMap("jwk");
    String token = registry.received().get(0).authorization().substring("Bearer ".length());
    SignedJWT jwt = SignedJWT.parse(token);
    assertThat(jwt.verify(new ECDSAVerifier(ECKey.parse(jwk)))).isTrue();
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("site-a");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("therafed-registry");
    assertThat(jwk).doesNotContainKey("d");
  }

  @Test
  void oneAccessTokenServesManyTransfersUntilItIsNoLongerTaken() throws Exception {
    registry.register(ECKey.parse(identity().getMap("jwk")));
    access.renew();
    Gateway.personWithConsent("TOK-1", "");
    Gateway.personWithConsent("TOK-2", "");
    Gateway.settled();
    assertThat(registry.received())
        .extracting(FakeRegistry.Received::authorization)
        .containsOnly("Bearer fake-1");
    assertThat(identity().getString("registryAccess")).isEqualTo("access-token");
    registry.siteKeys().forgetTokens();
    Gateway.table("labs", LABS, "TOK-1,S-TOK-1,2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    assertThat(registry.resources("Observation")).hasSize(1);
    assertThat(registry.siteKeys().given()).isEqualTo(2);
  }

  @Test
  void registryWithoutATokenEndpointGetsSignedRequests() {
    access.renew();
    Gateway.personWithConsent("NO-TOKEN-1", "");
    Eventually.holds("a transfer", () -> !registry.stored().isEmpty());
    assertThat(identity().getString("registryAccess")).isEqualTo("signed-requests");
    assertThat(identity().getString("noAccessToken.code")).isEqualTo("GW-FORWARD-008");
  }

  @Test
  void keyIsReplacedWhileTransfersGoOnAndNothingIsLost() throws Exception {
    ECKey first = ECKey.parse(identity().getMap("jwk"));
    registry.register(first);
    access.renew();
    int persons = 24;
    ExecutorService sender = Executors.newSingleThreadExecutor();
    Future<?> sending =
        sender.submit(
            () -> {
              for (int i = 0; i < persons; i++) {
                Gateway.personWithConsent("ROT-" + i, "");
              }
            });
    for (int i = 0; i < 2; i++) {
      int before = registry.stored().size();
      Eventually.holds(
          "transfers on their way", () -> registry.stored().size() > before || sending.isDone());
      given()
          .post("/ops/identity/rotation")
          .then()
          .statusCode(200)
          .body("rotation", equalTo("done"));
    }
    sending.get();
    sender.shutdown();
    // A person's Patient goes with several transfers.
    Eventually.holds(
        "everybody is stored",
        () -> registry.resources("Patient").stream().distinct().count() == persons);
    Gateway.settled();
    Gateway.countsAddUp();
    String inUse = identity().getString("jwk.kid");
    assertThat(registry.siteKeys().names()).containsExactly(inUse).doesNotContain(first.getKeyID());
    assertThat(identity().getList("jwks.keys.kid")).containsExactly(inUse);
    assertThat(given().get("/ops/identity").asString()).doesNotContain("\"d\"");
  }

  @Test
  void keyStaysInUseWhereTheRegistryDoesNotTakeTheNextAndTheSameCallGoesOnLater() throws Exception {
    String first = identity().getString("jwk.kid");
    registry.close();
    given()
        .post("/ops/identity/rotation")
        .then()
        .statusCode(409)
        .body("code", equalTo("GW-SIGN-001"));
    assertThat(identity().getString("jwk.kid")).isEqualTo(first);
    assertThat(identity().getString("rotation")).isEqualTo("next-made");
    List<String> both = identity().getList("jwks.keys.kid");
    assertThat(both).hasSize(2).contains(first);
    restartRegistry();
    registry.register(ECKey.parse(identity().getMap("jwk")));
    given().post("/ops/identity/rotation").then().statusCode(200);
    assertThat(identity().getString("jwk.kid")).isNotEqualTo(first).isIn(both);
    assertThat(registry.siteKeys().names()).containsExactly(identity().getString("jwk.kid"));
  }

  private static JsonPath identity() {
    return given().get("/ops/identity").jsonPath();
  }
}
