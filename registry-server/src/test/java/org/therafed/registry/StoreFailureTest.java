package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What becomes of a transfer when the database refuses it, is raced for, or dies. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class StoreFailureTest {

  private static final LocalDate START = LocalDate.of(2025, 3, 1);
  private static final long LONGEST_SECONDS = 120;
  private static final int STORES_AT_ONCE = 9;

  @Inject Database database;

  @Test
  void contentThatTheDatabaseRefusesIsRefusedForGoodAndNothingOfItIsStored() {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String lab = Records.id(site.id(), "lab");
    site.send(Records.patient(patient)).then().statusCode(200);
    byte[] transfer = site.next(Records.psa(lab, patient, START, "3"));
    database.execute(
        "alter table fact_biomarker add constraint refuse_all check (fact_id <> '" + lab + "')");
    try {
      site.post(transfer)
          .then()
          .statusCode(422)
          .body("resourceType", is("OperationOutcome"))
          .body("issue[0].details.coding[0].code", is("RG-INGEST-008"))
          .body("issue[0].diagnostics", containsString("23514"))
          .body("issue[0].diagnostics", not(containsString(lab)));
      site.get("/fhir/Observation/" + lab).then().statusCode(404);
    } finally {
      database.execute("alter table fact_biomarker drop constraint refuse_all");
    }
    site.post(transfer).then().statusCode(200);
    site.get("/fhir/Observation/" + lab).then().statusCode(200);
  }

  @Test
  void parallelTransfersThatFirstBringTheSameRecordAreAllStored() throws Exception {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    int crowd = 6;
    List<byte[]> transfers =
        IntStream.rangeClosed(1, crowd)
            .mapToObj(
                i ->
                    site.next(
                        Records.patient(patient),
                        Records.psa(Records.id(site.id(), "lab" + i), patient, START, "3")))
            .toList();
    List<CompletableFuture<Response>> posts;
    ExecutorService senders = Executors.newFixedThreadPool(crowd);
    try (Connection blocker = database.connection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      // All look for the record and find none; then all wait to insert it.
      statement.execute("lock table resource in share mode");
      posts =
          transfers.stream()
              .map(body -> CompletableFuture.supplyAsync(() -> site.post(body), senders))
              .toList();
      await()
          .atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
          .until(
              () ->
                  database.count(
                          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                              + " and query like 'insert into resource as r%'")
                      == crowd);
      blocker.rollback();
    }
    for (CompletableFuture<Response> post : posts) {
      post.get(LONGEST_SECONDS, TimeUnit.SECONDS).then().statusCode(200);
    }
    senders.shutdown();
    site.get("/federation/status")
        .then()
        .body("transfers", is(crowd))
        .body("gaps", is(List.of()))
        .body("records.Patient", is(1))
        .body("records.Observation", is(crowd));
    assertThat(database.column("select sequence from resource where id = '" + patient + "'"))
        .containsExactly(Integer.toString(crowd));
    assertThat(
            database.count("select count(*) from fact_patient where fact_id = '" + patient + "'"))
        .isEqualTo(1);
  }

  @Test
  void databaseDyingMidTransactionLeavesNothingHalfStoredAndTheRetrySucceeds() throws Exception {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    String lab = Records.id(site.id(), "lab");
    byte[] transfer = site.next(Records.patient(patient), Records.psa(lab, patient, START, "3"));
    try (Connection blocker = database.connection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      // The resources are written, then the facts wait for this lock: the middle of a transaction.
      statement.execute("lock table fact_biomarker in access exclusive mode");
      CompletableFuture<Response> post = CompletableFuture.supplyAsync(() -> site.post(transfer));
      await()
          .atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
          .until(
              () ->
                  database.count(
                          "select count(pg_terminate_backend(pid)) from pg_stat_activity where"
                              + " wait_event_type = 'Lock' and query like '%fact_biomarker%'")
                      > 0);
      post.get(LONGEST_SECONDS, TimeUnit.SECONDS).then().statusCode(503);
      blocker.rollback();
    }
    assertThat(versions(site)).isZero();
    await()
        .atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
        .until(() -> site.post(transfer).statusCode() == 200);
    site.get("/fhir/Observation/" + lab).then().statusCode(200);
  }

  @Test
  void callersWhoHangUpCostThePoolNoConnection() throws Exception {
    TestSite site = TestSite.registered("a");
    String patient = Records.id(site.id(), "p");
    hangUp(site, site.next(Records.patient(patient)));
    hangUp(site, site.next(Records.patient(patient)));
    site.get("/fhir/Patient/" + patient).then().statusCode(200);
  }

  private void hangUp(TestSite site, byte[] transfer) throws Exception {
    try (Connection blocker = database.connection();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("lock table resource in access exclusive mode");
      List<Socket> callers = new ArrayList<>();
      for (int i = 0; i < STORES_AT_ONCE; i++) {
        callers.add(posting(site, transfer));
      }
      await().atMost(LONGEST_SECONDS, TimeUnit.SECONDS).until(() -> waiting() == STORES_AT_ONCE);
      for (Socket caller : callers) {
        caller.setSoLinger(true, 0);
        caller.close();
      }
      RestAssured.get("/q/health/live").then().statusCode(200);
      blocker.rollback();
    }
    await().atMost(LONGEST_SECONDS, TimeUnit.SECONDS).until(() -> waiting() == 0);
  }

  private long waiting() {
    return database.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
  }

  private static Socket posting(TestSite site, byte[] transfer) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    String head =
        "POST /fhir HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + site.token()
            + "\r\nContent-Type: application/fhir+json\r\nContent-Length: "
            + transfer.length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(transfer);
    return socket;
  }

  private long versions(TestSite site) {
    return database.count("select count(*) from resource_history where site = '" + site.id() + "'");
  }
}
