package org.therafed.dicom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.FindAnswer;
import org.therafed.dicom.net.Peers;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.QueryModel;
import org.therafed.dicom.net.QueryPeer;
import org.therafed.dicom.net.RetrieveProgress;

/** What every engine does as user of queries and retrievals. */
public abstract class ServiceUserContract {
  private static final QueryModel MODEL = QueryModel.STUDY_ROOT;
  private static final DataSet KEYS = Peers.keys("STUDY", Tag.PatientID, Tag.PatientName);

  /** The engine under contract. */
  protected abstract DicomEngine engine();

  private ServiceUser connect(QueryPeer peer, PresentationContext context) {
    return engine()
        .connect(ClientConfig.of("127.0.0.1", peer.port(), "THERAFED", "PEER"), List.of(context));
  }

  private static DataSet match(int number) {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.PatientName, VR.PN, "王^小東")
        .put(Tag.PatientID, VR.LO, "P" + number);
  }

  private static List<DataSet> matches(int count) {
    List<DataSet> matches = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      matches.add(match(i));
    }
    return matches;
  }

  @Test
  void everyMatchComesInOrderAndThenTheStatus() throws Exception {
    try (QueryPeer peer = QueryPeer.matching(Tag.QueryRetrieveLevel, "STUDY", matches(2))) {
      try (ServiceUser user = connect(peer, MODEL.findContext())) {
        FindAnswer answer = user.find(MODEL, KEYS, 10);
        assertThat(answer.matches())
            .extracting(found -> found.string(Tag.PatientID).orElseThrow())
            .containsExactly("P1", "P2");
        assertThat(answer.matches().get(0).string(Tag.PatientName)).contains("王^小東");
        assertThat(answer.matches().get(0).charset()).isEqualTo(SpecificCharacterSet.UTF_8);
        assertThat(answer.response()).isEqualTo(new DimseResponse(0, ""));
      }
      peer.join();
    }
  }

  @Test
  void oneMatchMoreThanAskedForCancelsTheQuery() throws Exception {
    try (QueryPeer peer = QueryPeer.untilCancelled(matches(5))) {
      try (ServiceUser user = connect(peer, MODEL.findContext())) {
        FindAnswer answer = user.find(MODEL, KEYS, 3);
        assertThat(answer.matches()).hasSize(3);
        assertThat(answer.response().status()).isEqualTo(FindAnswer.CANCELLED);
      }
      peer.join();
    }
  }

  @Test
  void refusedQueryIsAnAnswerAndTheAssociationGoesOn() throws Exception {
    try (QueryPeer peer = QueryPeer.refusing(2, 0xA900, "No such level")) {
      try (ServiceUser user = connect(peer, MODEL.findContext())) {
        DimseResponse refused = new DimseResponse(0xA900, "No such level");
        assertThat(user.find(MODEL, KEYS, 3).response()).isEqualTo(refused);
        assertThat(user.find(MODEL, KEYS, 3).response()).isEqualTo(refused);
      }
      peer.join();
    }
  }

  @Test
  void moveTellsItsProgressAndWhatFailed() throws Exception {
    try (QueryPeer peer = QueryPeer.moving("OTHER", "2.25.9")) {
      List<RetrieveProgress> steps = new ArrayList<>();
      try (ServiceUser user = connect(peer, MODEL.moveContext())) {
        RetrieveProgress end = user.move(MODEL, KEYS, "OTHER", steps::add);
        assertThat(end.isComplete()).isFalse();
        assertThat(end.response().status()).isEqualTo(0xB000);
        assertThat(end.completed()).isEqualTo(2);
        assertThat(end.failed()).isEqualTo(1);
        assertThat(end.failedInstances()).containsExactly("2.25.9");
      }
      assertThat(steps).extracting(RetrieveProgress::remaining).containsExactly(2);
      peer.join();
    }
  }

  @Test
  void peerThatNeverAnswersIsATimeout() throws Exception {
    try (QueryPeer peer = QueryPeer.silent()) {
      ClientConfig config =
          ClientConfig.of("127.0.0.1", peer.port(), "THERAFED", "PEER")
              .withTimeouts(Duration.ofSeconds(60), Duration.ofMillis(200));
      try (ServiceUser user = engine().connect(config, List.of(MODEL.findContext()))) {
        assertThatThrownBy(() -> user.find(MODEL, KEYS, 3))
            .isInstanceOfSatisfying(
                DicomFault.class,
                fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.TIMEOUT));
      }
    }
  }

  @Test
  void nobodyListeningIsAFaultOfTheConnection() throws IOException {
    // A port that is bound is given to nobody else; without listen, connecting to it is refused.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      ClientConfig config = ClientConfig.of("127.0.0.1", bound.getLocalPort(), "A", "B");

      assertThatThrownBy(
              () -> engine().connect(config, List.of(PresentationContext.verification())))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.CONNECTION));
    }
  }
}
