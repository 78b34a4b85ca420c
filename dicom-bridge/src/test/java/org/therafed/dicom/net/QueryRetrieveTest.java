package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

class QueryRetrieveTest {
  private static final QueryModel MODEL = QueryModel.STUDY_ROOT;
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final DataSet KEYS = Peers.keys("STUDY", Tag.PatientID);

  private static DicomClient connect(ScriptedPeer peer, Proposal proposal) {
    return DicomClient.connect(
        ClientConfig.of("127.0.0.1", peer.port(), "THERAFED", "PEER"), proposal);
  }

  private static DataSet match(int number) {
    return new DataSet().put(Tag.PatientID, VR.LO, "P" + number);
  }

  @Test
  void everyMatchComesInOrderAndThenTheStatus() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              assertThat(request.field()).isEqualTo(Command.FIND_RQ);
              DataSet keys =
                  request.identifier(
                      association.incoming(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
              assertThat(keys.string(Tag.QueryRetrieveLevel)).contains("STUDY");
              ScriptedPeer.answer(association, request, 0xFF00, match(1));
              ScriptedPeer.answer(association, request, 0xFF01, match(2));
              association.send(request.contextId(), ScriptedPeer.response(request, 0));
            })) {
      try (DicomClient client = connect(peer, Proposal.of(MODEL.findContext()))) {
        FindAnswer answer = client.find(MODEL, KEYS, 10);
        assertThat(answer.matches())
            .extracting(found -> found.string(Tag.PatientID).orElseThrow())
            .containsExactly("P1", "P2");
        assertThat(answer.response()).isEqualTo(new DimseResponse(0, ""));
        assertThat(answer.toString()).doesNotContain("P1");
      }
      peer.join();
    }
  }

  @Test
  void oneMatchMoreThanAskedForCancelsTheQuery() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              association.incoming().drain();
              for (int i = 1; i <= 5; i++) {
                ScriptedPeer.answer(association, request, 0xFF00, match(i));
              }
              Message cancel = association.receive();
              assertThat(cancel.field()).isEqualTo(Command.CANCEL_RQ);
              assertThat(cancel.answers(request.command().integer(Tag.MessageID).orElseThrow()))
                  .isTrue();
              association.send(request.contextId(), ScriptedPeer.response(request, 0xFE00));
            })) {
      try (DicomClient client = connect(peer, Proposal.of(MODEL.findContext()))) {
        FindAnswer answer = client.find(MODEL, KEYS, 3);
        assertThat(answer.matches()).hasSize(3);
        assertThat(answer.response().status()).isEqualTo(FindAnswer.CANCELLED);
      }
      peer.join();
    }
  }

  @Test
  void refusedQueryIsAnAnswerAndTheAssociationGoesOn() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              for (int i = 0; i < 2; i++) {
                Message request = association.receive();
                association.incoming().drain();
                association.send(
                    request.contextId(),
                    Command.response(request.command(), new StoreOutcome(0xA900, "No such level")));
              }
            })) {
      try (DicomClient client = connect(peer, Proposal.of(MODEL.findContext()))) {
        DimseResponse refused = new DimseResponse(0xA900, "No such level");
        assertThat(client.find(MODEL, KEYS, 3).response()).isEqualTo(refused);
        assertThat(client.find(MODEL, KEYS, 3).response()).isEqualTo(refused);
      }
      peer.join();
    }
  }

  @Test
  void answerToAnotherMessageEndsTheAssociation() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              association.incoming().drain();
              association.send(
                  request.contextId(),
                  ScriptedPeer.response(request, 0)
                      .put(Tag.MessageIDBeingRespondedTo, VR.US, 4711));
            })) {
      try (DicomClient client = connect(peer, Proposal.of(MODEL.findContext()))) {
        assertThatThrownBy(() -> client.find(MODEL, KEYS, 3))
            .isInstanceOfSatisfying(
                DicomFault.class,
                fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.PROTOCOL));
        assertThatThrownBy(() -> client.find(MODEL, KEYS, 3))
            .isInstanceOfSatisfying(
                DicomFault.class,
                fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.ASSOCIATION_ABORTED));
      }
      peer.join();
    }
  }

  @Test
  void withoutAcceptedContextNothingIsSent() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(association -> {})) {
      try (DicomClient client = connect(peer, Proposal.of(MODEL.findContext()))) {
        assertThatThrownBy(() -> client.move(MODEL, KEYS, "OTHER", step -> {}))
            .isInstanceOfSatisfying(
                DicomFault.class,
                fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NO_CONTEXT));
        assertThatThrownBy(() -> client.move(MODEL, KEYS, "", step -> {}))
            .hasMessageContaining("1 to 16");
      }
      peer.join();
    }
  }

  @Test
  void moveTellsItsProgressAndWhatFailed() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              association.incoming().drain();
              assertThat(request.command().string(Tag.MoveDestination)).contains("OTHER");
              association.send(
                  request.contextId(),
                  ScriptedPeer.response(request, 0xFF00)
                      .put(Tag.NumberOfRemainingSuboperations, VR.US, 2)
                      .put(Tag.NumberOfCompletedSuboperations, VR.US, 1));
              DataSet end =
                  ScriptedPeer.response(request, 0xB000)
                      .put(Tag.NumberOfCompletedSuboperations, VR.US, 2)
                      .put(Tag.NumberOfFailedSuboperations, VR.US, 1)
                      .put(Tag.CommandDataSetType, VR.US, Command.HAS_DATA_SET);
              association.send(
                  association.context(request.contextId()),
                  end,
                  new DataSet().put(Tag.FailedSOPInstanceUIDList, VR.UI, "2.25.9"));
            })) {
      List<RetrieveProgress> steps = new ArrayList<>();
      try (DicomClient client = connect(peer, Proposal.of(MODEL.moveContext()))) {
        RetrieveProgress end = client.move(MODEL, KEYS, "OTHER", steps::add);
        assertThat(end.isComplete()).isFalse();
        assertThat(end.completed()).isEqualTo(2);
        assertThat(end.failedInstances()).containsExactly("2.25.9");
        assertThat(end.toString()).doesNotContain("2.25.9");
      }
      assertThat(steps).extracting(RetrieveProgress::remaining).containsExactly(2);
      peer.join();
    }
  }

  @Test
  void getReceivesOnItsOwnAssociationAndABrokenObjectCostsItselfOnly() throws Exception {
    byte[] whole =
        DataSetWriter.toBytes(
            new DataSet().put(Tag.PatientID, VR.LO, "1"), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    List<DimseResponse> answers = new ArrayList<>();
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              association.incoming().drain();
              answers.add(ScriptedPeer.store(association, CT, "2.25.1", whole));
              answers.add(
                  ScriptedPeer.store(association, CT, "2.25.2", java.util.Arrays.copyOf(whole, 7)));
              association.send(
                  request.contextId(),
                  ScriptedPeer.response(request, 0xFF00)
                      .put(Tag.NumberOfRemainingSuboperations, VR.US, 1));
              answers.add(ScriptedPeer.store(association, CT, "2.25.3", whole));
              association.send(
                  request.contextId(),
                  ScriptedPeer.response(request, 0xB000)
                      .put(Tag.NumberOfCompletedSuboperations, VR.US, 2)
                      .put(Tag.NumberOfFailedSuboperations, VR.US, 1));
            })) {
      Map<String, byte[]> arrived = Peers.objects();
      StoreHandler handler =
          request -> {
            byte[] bytes = request.dataset().readAllBytes();
            DataSetReader.read(bytes, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
            arrived.put(request.sopInstanceUid(), bytes);
            return StoreOutcome.SUCCESS;
          };
      Proposal proposal =
          Proposal.get(
              MODEL,
              List.of(PresentationContext.of(CT, TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid())));
      try (DicomClient client = connect(peer, proposal)) {
        assertThat(client.role(CT)).isEqualTo(new Role(false, true));
        RetrieveProgress end = client.get(MODEL, KEYS, handler, step -> {});
        assertThat(end.response().status()).isEqualTo(0xB000);
        assertThat(end.failed()).isEqualTo(1);
      }
      peer.join();
      assertThat(arrived).containsOnlyKeys("2.25.1", "2.25.3");
    }
    assertThat(answers).extracting(DimseResponse::status).containsExactly(0, 0xC000, 0);
    assertThat(answers.get(1).errorComment()).startsWith("DCM-IO-");
  }
}
