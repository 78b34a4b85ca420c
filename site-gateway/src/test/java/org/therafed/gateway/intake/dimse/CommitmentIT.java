package org.therafed.gateway.intake.dimse;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.CommitmentRequest;
import org.therafed.dicom.net.CommitmentResult;
import org.therafed.dicom.net.CommitmentResult.Failure;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.DicomServices;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.Proposal;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.SopReference;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A sender asks whether its objects are safe here, and is told over an association of ours. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class CommitmentIT extends WithRegistry {

  private static final SopReference UNKNOWN = new SopReference(Headers.CT, "1.2.8.99.1.9");

  @ConfigProperty(name = "therafed.dicom-commitment.requesters.ct.port")
  int requesterPort;

  @Inject DicomListener listener;
  @Inject CommitmentStore store;
  @Inject Database database;
  @Inject Site site;

  private final BlockingQueue<CommitmentResult> reports = new LinkedBlockingQueue<>();
  private DicomServer requester;

  private void listens(StoreOutcome answer) {
    requester =
        DicomServer.start(
            ServerConfig.loopback("SENDER", requesterPort),
            DicomServices.of(request -> StoreOutcome.SUCCESS)
                .withReports(
                    (caller, result) -> {
                      assertThat(caller).isEqualTo("THERAFED");
                      reports.add(result);
                      return answer;
                    }),
            AssociationListener.NONE);
  }

  @AfterEach
  void close() {
    if (requester != null) {
      requester.close();
    }
  }

  private SopReference sent(String study, int number) {
    Path file = Headers.file(Headers.ct("COMMIT-1", study, number));
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            listener.port(),
            "SENDER",
            "THERAFED",
            DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
      assertThat(client.store(file).isSuccess()).isTrue();
    }
    return new SopReference(Headers.CT, study + ".1." + number);
  }

  private DimseResponse ask(String caller, String transaction, SopReference... instances) {
    ClientConfig peer = ClientConfig.of("127.0.0.1", listener.port(), caller, "THERAFED");
    try (DicomClient client =
        DicomClient.connect(peer, Proposal.of(PresentationContext.commitment()))) {
      return client.requestCommitment(transaction, List.of(instances));
    }
  }

  private CommitmentResult report() throws InterruptedException {
    return reports.poll(1, TimeUnit.MINUTES);
  }

  private static JsonPath state() {
    return given().get("/ops/commitment").jsonPath();
  }

  @Test
  void whatIsOnDiskIsCommittedAndWhatIsNotFailsWithItsReason() throws Exception {
    listens(StoreOutcome.SUCCESS);
    // Nobody has consented: it is held, and safe all the same.
    SopReference first = sent("1.2.8.1", 1);
    SopReference lost = sent("1.2.8.1", 2);
    Files.delete(latestFile());
    SopReference cut = sent("1.2.8.1", 3);
    Files.write(latestFile(), new byte[200]);
    SopReference other = new SopReference("1.2.840.10008.5.1.4.1.1.128", first.sopInstanceUid());
    long before = state().getLong("reported");

    assertThat(ask("SENDER", "2.25.801", first, UNKNOWN, other, lost, cut).status()).isZero();

    assertThat(report())
        .isEqualTo(
            new CommitmentResult(
                "2.25.801",
                List.of(first),
                List.of(
                    new Failure(UNKNOWN, CommitmentResult.NO_SUCH_OBJECT),
                    new Failure(other, CommitmentResult.CLASS_INSTANCE_CONFLICT),
                    new Failure(lost, CommitmentResult.PROCESSING_FAILURE),
                    new Failure(cut, CommitmentResult.PROCESSING_FAILURE))));
    Eventually.holds("on record", () -> state().getLong("reported") == before + 1);
    assertThat(kept("2.25.801")).isEmpty();
  }

  private Path latestFile() {
    return site.folder(
        database.inTransaction(
            tx ->
                tx.first(
                        "select file from arrival where file is not null order by seq desc limit 1",
                        row -> row.getString(1))
                    .orElseThrow()));
  }

  /** As it stands in the database. */
  private String kept(String transaction) {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select instances from commitment_request where transaction_uid = ?",
                    row -> row.getString(1),
                    tx.lookup(Lookup.COMMITMENT, transaction))
                .orElseThrow());
  }

  @Test
  void aReportIsOwedOverARestartUntilTheRequesterHasIt() throws Exception {
    SopReference first = sent("1.2.8.2", 1);
    assertThat(ask("SENDER", "2.25.802", first).status()).isZero();
    Eventually.holds("tried", () -> state().getMap("waiting").containsKey("GW-DICOM-015"));
    // As when the process ends and starts again: only what is in the database is left.
    listener.stop();
    assertThat(kept("2.25.802")).isNotEmpty().doesNotContain(first.sopInstanceUid());
    listener.start();
    listens(StoreOutcome.SUCCESS);
    assertThat(report()).isEqualTo(new CommitmentResult("2.25.802", List.of(first), List.of()));
    Eventually.holds("on record", () -> kept("2.25.802").isEmpty());
  }

  @Test
  void aReportThatIsNotTakenIsSentAgainAndGivenUpAfterItsTime() throws Exception {
    listens(new StoreOutcome(0x0110, ""));
    store.keep(
        new CommitmentRequest("SENDER", "2.25.803", List.of(UNKNOWN)),
        site.clock().instant().minus(Duration.ofDays(8)));
    Instant now = site.clock().instant();
    assertThat(store.next().orElseThrow()).isBefore(now);
    assertThat(ask("SENDER", "2.25.804", UNKNOWN).status()).isZero();
    Eventually.holds(
        "again",
        () -> reports.stream().filter(r -> r.transactionUid().equals("2.25.804")).count() > 2);
    assertThat(state().getLong("givenUp")).isEqualTo(1);
    assertThat(reports.stream().filter(r -> r.transactionUid().equals("2.25.803"))).hasSize(1);
    requester.close();
    requester = null;
    listens(StoreOutcome.SUCCESS);
    Eventually.holds("taken", () -> kept("2.25.804").isEmpty());
  }

  @Test
  void whoIsNoRequesterAndWhatIsNoUidIsRefused() {
    DimseResponse stranger = ask("STRANGER", "2.25.805", UNKNOWN);
    assertThat(stranger.status()).isEqualTo(0x0124);
    assertThat(stranger.errorComment()).startsWith("GW-DICOM-013");
    assertThat(
            Stream.of("not a uid", "1.2.3/4")
                .map(uid -> ask("SENDER", "2.25.806", new SopReference(Headers.CT, uid)).status()))
        .containsOnly(0x0115);
  }
}
