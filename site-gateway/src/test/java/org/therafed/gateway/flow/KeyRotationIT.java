package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** No pseudonym changes without the registry's knowing. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class KeyRotationIT extends WhatLeaves {

  @Inject KeyCheck check;
  @Inject KeyCustody custody;
  @Inject PseudonymRotation rotation;

  private static boolean isRenaming(String body, String pseudonym) {
    return body.startsWith("{\"format\"") && body.contains(pseudonym);
  }

  private static void rotate() {
    given().post("/ops/keys/rotation").then().statusCode(200);
  }

  private static long awaiting() {
    return given().get("/ops/keys").jsonPath().getLong("awaitingRegistry");
  }

  /** Persons who are not under the latest version yet. */
  private long behind() {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select count(*) from person where key_version < ?",
                    row -> row.getLong(1),
                    custody.versions())
                .orElseThrow());
  }

  private void known() {
    Eventually.holds("the registry knows all pseudonyms", () -> behind() == 0 && awaiting() == 0);
  }

  /** The subject of each laboratory value as it was sent last. */
  private Map<String, String> subjects() {
    Map<String, String> subjects = new TreeMap<>();
    registry
        .resources("Observation")
        .forEach(
            lab ->
                subjects.put(
                    lab.path("id").asText(),
                    lab.at("/subject/reference").asText().replace("Patient/", "")));
    return subjects;
  }

  @AfterEach
  void everybodyIsKnown() {
    registry.fault(body -> FakeRegistry.Fault.NONE);
    registry.refuse(body -> Optional.empty());
    known();
  }

  @Test
  void whatWasSentMovesAndWhatComesIsUnderTheNewPseudonym() {
    Gateway.personWithConsent("ROT-1", "");
    Gateway.lab("ROT-1", "ROT-S1");
    Gateway.settled();
    String before = subjects().values().iterator().next();
    Map<String, Long> counts = Gateway.outcomes();
    rotate();
    known();
    String after = registry.now(before);
    assertThat(after).isNotEqualTo(before);
    // Nothing is sent again for it, and no arrival is counted for it.
    assertThat(Gateway.outcomes()).isEqualTo(counts);
    assertThat(subjects()).hasSize(1);
    assertThat(registry.remaps().values())
        .flatExtracting(PseudonymRemap::moves)
        .extracting(PseudonymRemap.Move::dates)
        .containsOnly(Dates.SAME);

    Gateway.lab("ROT-1", "ROT-S2");
    Gateway.settled();
    assertThat(subjects().values()).containsExactlyInAnyOrder(before, after);
    assertThat(registry.resources("Patient"))
        .last()
        .satisfies(patient -> assertThat(patient.path("id").asText()).isEqualTo(after));
    // Dates move as before.
    assertThat(registry.resources("Observation"))
        .extracting(lab -> lab.path("effectiveDateTime").asText())
        .containsOnly(registry.resources("Observation").get(0).path("effectiveDateTime").asText());
    Gateway.countsAddUp();
    // Neither the patient's id nor what was renamed to what stands anywhere but on the wire.
    assertThat(left()).noneMatch(text -> text.contains("ROT-1"));
    assertThat(left().subList(2, 6))
        .noneMatch(text -> text.contains(before) || text.contains(after));
  }

  @Test
  void whatIsQueuedBeforeItGoesFirstAndNothingPassesIt() {
    Gateway.personWithConsent("ROT-2", "");
    Gateway.lab("ROT-2", "ROT-S3");
    Gateway.settled();
    String before = subjects().values().iterator().next();
    long refused = Gateway.outcomes().get("refused");
    registry.fault(body -> FakeRegistry.Fault.DIES_BEFORE_STORING);
    Gateway.lab("ROT-2", "ROT-S4");
    Eventually.holds("it is queued", () -> Gateway.arrivals("queued").size() == 1);
    rotate();
    Eventually.holds("everybody is under the new key", () -> behind() == 0);
    Gateway.lab("ROT-2", "ROT-S5");
    Eventually.holds("it waits", () -> Gateway.arrivals("queued").size() == 2 && awaiting() > 0);
    registry.fault(body -> FakeRegistry.Fault.NONE);
    Gateway.settled();
    known();
    // The registry refuses what comes under a pseudonym that it was told is no more.
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused);
    assertThat(subjects().values()).containsOnly(before, registry.now(before)).hasSize(3);
    assertThat(registry.now(before)).isNotEqualTo(before);
  }

  @Test
  void aLostReceiptIsMadeUpForUnderTheSameNumber() {
    Gateway.personWithConsent("ROT-3", "");
    Gateway.lab("ROT-3", "ROT-S6");
    Gateway.settled();
    String before = subjects().values().iterator().next();
    AtomicBoolean lost = new AtomicBoolean();
    registry.fault(
        body ->
            isRenaming(body, before) && lost.compareAndSet(false, true)
                ? FakeRegistry.Fault.DIES_AFTER_STORING
                : FakeRegistry.Fault.NONE);
    rotate();
    known();
    List<PseudonymRemap> ofHim =
        registry.remapsReceived().stream()
            .filter(remap -> remap.moves().get(0).from().value().equals(before))
            .toList();
    assertThat(ofHim).hasSizeGreaterThan(1);
    assertThat(ofHim.stream().distinct()).hasSize(1);
  }

  @Test
  void aStopBetweenTheNewKeyAndThePersonsChangesNoPseudonymInSilence() {
    Gateway.personWithConsent("ROT-7", "");
    Gateway.lab("ROT-7", "ROT-S11");
    Gateway.settled();
    String before = subjects().values().iterator().next();
    // As after a stop: the key is on disk, and nobody is under it.
    custody.rotate();
    Gateway.lab("ROT-7", "ROT-S12");
    Gateway.settled();
    assertThat(subjects().values()).containsExactly(before, before);
    while (rotation.step()) {
      // As the next start does.
    }
    known();
    Gateway.lab("ROT-7", "ROT-S13");
    Gateway.settled();
    assertThat(subjects().values()).containsOnly(before, registry.now(before)).hasSize(3);
    assertThat(registry.now(before)).isNotEqualTo(before);
  }

  @Test
  void aRefusalOfTheRegistryLosesNothingAndHoldsBackThatPersonAlone() {
    Gateway.personWithConsent("ROT-4", "");
    Gateway.personWithConsent("ROT-5", "");
    Gateway.lab("ROT-4", "ROT-S7");
    Gateway.settled();
    String before = subjects().values().iterator().next();
    registry.refuse(body -> isRenaming(body, before) ? Optional.of(422) : Optional.empty());
    rotate();
    Eventually.holds("everybody is under the new key", () -> behind() == 0);
    Gateway.lab("ROT-4", "ROT-S8");
    Gateway.lab("ROT-5", "ROT-S9");
    Eventually.holds(
        "the other's is sent, and his waits",
        () -> subjects().size() == 2 && Gateway.arrivals("queued").size() == 1);
    registry.refuse(body -> Optional.empty());
    Gateway.settled();
    assertThat(subjects()).hasSize(3);
    Gateway.countsAddUp();
  }

  @Test
  void ofWhomNothingHasLeftTheRegistryIsToldNothing() {
    Gateway.table(
            "patients", "mrn,national_id,name,sex,birth_date,region", "ROT-NOTHING-SENT,,李,F,1960,")
        .then()
        .statusCode(200);
    Gateway.settled();
    rotate();
    known();
    assertThat(renamings("ROT-NOTHING-SENT")).isZero();
    Gateway.consent("ROT-NOTHING-SENT");
    Gateway.lab("ROT-NOTHING-SENT", "ROT-S10");
    Gateway.settled();
    assertThat(renamings("ROT-NOTHING-SENT")).isZero();
    rotate();
    known();
    assertThat(renamings("ROT-NOTHING-SENT")).isOne();
  }

  private long renamings(String mrn) {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select count(*) from outbox where kind = 'remap' and person_id = (select id"
                        + " from person where patient_id = ?)",
                    row -> row.getLong(1),
                    tx.lookup(Lookup.PATIENT_ID, mrn))
                .orElseThrow());
  }

  @Test
  void theEscrowFileHoldsNoKeyInPlainTextAndOtherKeysStopTheStart() {
    String file = given().post("/ops/keys/escrow").then().statusCode(200).extract().asString();
    assertThat(file).contains("therafed-key-escrow-1", "encryptedKeyset").doesNotContain("keyData");
    given().get("/ops/keys").then().body("wrappedBy", equalTo("beside"));
    check.verify();
    String print =
        database.inTransaction(
            tx -> tx.first("select print from key_check", row -> row.getString(1)).orElseThrow());
    database.inTransaction(tx -> tx.update("update key_check set print = 'others'"));
    assertThatThrownBy(check::verify).hasMessageStartingWith("GW-KEYS-005");
    database.inTransaction(tx -> tx.update("update key_check set print = ?", print));
  }
}
