package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.TransferSyntax;

class CommitmentTest {
  private static final SopReference FIRST = new SopReference("1.2.840.10008.5.1.4.1.1.2", "2.25.1");
  private static final SopReference SECOND =
      new SopReference("1.2.840.10008.5.1.4.1.1.2", "2.25.2");
  private static final CommitmentResult MIXED =
      new CommitmentResult(
          "2.25.100",
          List.of(FIRST),
          List.of(new CommitmentResult.Failure(SECOND, CommitmentResult.NO_SUCH_OBJECT)));

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private DicomServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private void start(DicomServices services) {
    server =
        DicomServer.start(ServerConfig.loopback("THERAFED", 0), services, AssociationListener.NONE);
  }

  private DicomServices services() {
    return DicomServices.of(request -> StoreOutcome.SUCCESS);
  }

  private DicomClient connect(Proposal proposal) {
    return DicomClient.connect(
        ClientConfig.of("127.0.0.1", server.port(), "MODALITY", "THERAFED"), proposal);
  }

  @Test
  void requestReachesTheProvider() throws InterruptedException {
    start(
        services()
            .withCommitment(
                request -> {
                  heard.add(request);
                  return StoreOutcome.SUCCESS;
                }));

    try (DicomClient client = connect(Proposal.of(PresentationContext.commitment()))) {
      assertThat(client.requestCommitment("2.25.100", List.of(FIRST, SECOND)).status()).isZero();
    }

    assertThat(heard.poll(1, TimeUnit.MINUTES))
        .isEqualTo(new CommitmentRequest("MODALITY", "2.25.100", List.of(FIRST, SECOND)));
  }

  @Test
  void requestWithoutInstancesAndAFailingProviderCostTheirMessageOnly() {
    start(
        services()
            .withCommitment(
                request -> {
                  if (request.transactionUid().equals("2.25.5")) {
                    throw new IllegalStateException("DOE^JOHN");
                  }
                  return StoreOutcome.SUCCESS;
                }));

    try (DicomClient client = connect(Proposal.of(PresentationContext.commitment()))) {
      assertThat(client.requestCommitment("2.25.1", List.of()).status()).isEqualTo(0x0120);
      DimseResponse failed = client.requestCommitment("2.25.5", List.of(FIRST));
      assertThat(failed.status()).isEqualTo(0x0110);
      assertThat(failed.errorComment()).doesNotContain("DOE");
      assertThat(client.requestCommitment("2.25.6", List.of(FIRST)).status()).isZero();
    }
  }

  @Test
  void reportReachesTheRequester() throws InterruptedException {
    start(
        services()
            .withReports(
                (caller, result) -> {
                  heard.add(caller);
                  heard.add(result);
                  return StoreOutcome.SUCCESS;
                }));

    try (DicomClient client = connect(Proposal.commitmentReport())) {
      assertThat(client.reportCommitment(MIXED).status()).isZero();
    }

    assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo("MODALITY");
    assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo(MIXED);
  }

  @Test
  void reportOverTheAssociationOfTheRequestIsAnsweredAndKept() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              assertThat(request.command().integer(Tag.ActionTypeID)).hasValue(1);
              assertThat(
                      Commitment.references(
                          request.identifier(
                              association.incoming(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid())))
                  .containsExactly(FIRST, SECOND);
              ClientCommitment reporter = new ClientCommitment(association);
              // Before the answer, as a quick provider does, and once more after it.
              assertThat(reporter.report(MIXED).isSuccess()).isTrue();
              association.send(request.contextId(), ScriptedPeer.response(request, 0));
              assertThat(reporter.report(MIXED).isSuccess()).isTrue();
            })) {
      try (DicomClient client =
          DicomClient.connect(
              ClientConfig.of("127.0.0.1", peer.port(), "MODALITY", "PEER"),
              Proposal.of(PresentationContext.commitment()))) {
        assertThat(client.requestCommitment("2.25.100", List.of(FIRST, SECOND)).status()).isZero();
        assertThat(client.awaitCommitment()).isEqualTo(MIXED);
        assertThat(client.awaitCommitment()).isEqualTo(MIXED);
      }
      peer.join();
    }
  }
}
