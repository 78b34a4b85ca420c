package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.therafed.dicom.cli.Run;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.TransferSyntax;

/** The command {@code find} against a peer that answers. */
class FindOnCommandLineTest {

  private static DataSet match(int number) {
    return new DataSet()
        .put(Tag.QueryRetrieveLevel, VR.CS, "STUDY")
        .put(Tag.StudyDate, VR.DA, "20260228")
        .put(Tag.PatientID, VR.LO, "P" + number);
  }

  private static Run find(ScriptedPeer peer, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "find";
    arguments[1] = "127.0.0.1";
    arguments[2] = Integer.toString(peer.port());
    arguments[3] = "--called=PEER";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return Run.of(arguments);
  }

  @Test
  void matchesAreLinesAndKeysArriveAtThePeer() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              DataSet keys =
                  request.identifier(
                      association.incoming(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid());
              assertThat(keys.string(Tag.QueryRetrieveLevel)).contains("STUDY");
              assertThat(keys.string(Tag.PatientName)).contains("Müller*");
              assertThat(keys.contains(Tag.StudyInstanceUID)).isTrue();
              ScriptedPeer.answer(association, request, 0xFF00, match(1));
              ScriptedPeer.answer(association, request, 0xFF00, match(2));
              association.send(request.contextId(), ScriptedPeer.response(request, 0));
            })) {
      Run run = find(peer, "PatientName=Müller*", "StudyDescription");
      peer.join();

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out().lines())
          .containsExactly(
              "StudyDate=20260228\tPatientID=P1",
              "StudyDate=20260228\tPatientID=P2",
              "2 matches, C-FIND 0000 success");
    }
  }

  @Test
  void moreMatchesThanAskedForAreSaid() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              association.incoming().drain();
              ScriptedPeer.answer(association, request, 0xFF00, match(1));
              ScriptedPeer.answer(association, request, 0xFF00, match(2));
              association.receive();
              association.send(
                  request.contextId(), ScriptedPeer.response(request, FindAnswer.CANCELLED));
            })) {
      Run run = find(peer, "--most", "1", "--json");
      peer.join();

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out().lines()).hasSize(1).first().asString().contains("\"P1\"");
      assertThat(run.err()).startsWith("DCM-CLI-004 ").contains("more than 1 matches");
    }
  }

  @Test
  void refusedQueryIsSaidWithItsStatus() throws Exception {
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              Message request = association.receive();
              association.incoming().drain();
              association.send(
                  request.contextId(),
                  Command.response(request.command(), new StoreOutcome(0xA900, "No such level")));
            })) {
      Run run = find(peer);
      peer.join();

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("0 matches, C-FIND A900", "No such level");
      assertThat(run.err()).startsWith("DCM-CLI-005 ").contains("A900");
    }
  }
}
