package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;

/** Store, find, move and get with DCMTK's archive; inside {@code OwnNetwork}. */
public final class DcmqrscpScenario {
  private static final int ARCHIVE = 11112;
  private static final int OURS = 11113;

  private DcmqrscpScenario() {}

  /** Arguments: a folder, and files to store. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    List<Path> files = Peers.files(args);
    Path store = Files.createDirectory(folder.resolve("archive"));
    Path configuration = folder.resolve("dcmqrscp.cfg");
    Files.write(
        configuration,
        List.of(
            "NetworkTCPPort = " + ARCHIVE,
            "MaxPDUSize = 16384",
            "MaxAssociations = 16",
            "HostTable BEGIN",
            "therafed = (THERAFED, localhost, " + OURS + ")",
            "HostTable END",
            "VendorTable BEGIN",
            "VendorTable END",
            "AETable BEGIN",
            "ARCHIVE " + store + " RW (200, 1024mb) ANY",
            "AETable END"));
    try (Peers peers = new Peers()) {
      peers.start(Map.of("TCP_NODELAY", "1"), "dcmqrscp", "-c", configuration.toString());
      ClientConfig config = ClientConfig.of("localhost", ARCHIVE, "THERAFED", "ARCHIVE");
      store(config, files);
      find(config, files);
      move(config, files);
      get(config, files);
    }
    System.out.println("SCENARIO DONE");
    System.exit(0);
  }

  private static void store(ClientConfig config, List<Path> files) {
    try (DicomClient client =
        Peers.connect(config, Proposal.of(DicomClient.contextsFor(files)).withOperations(4))) {
      assertThat(client.store(files)).hasSize(files.size()).allMatch(DimseResponse::isSuccess);
    }
  }

  private static Set<String> studies(List<Path> files) {
    return files.stream()
        .map(file -> Part10Reader.readHeader(file).dataSet())
        .map(set -> set.string(Tag.StudyInstanceUID).orElseThrow())
        .collect(Collectors.toSet());
  }

  private static void find(ClientConfig config, List<Path> files) {
    QueryModel model = QueryModel.STUDY_ROOT;
    Set<String> studies = studies(files);
    DataSet keys = Peers.keys("STUDY", Tag.StudyInstanceUID, Tag.PatientID, Tag.StudyDate);
    try (DicomClient client = DicomClient.connect(config, Proposal.of(model.findContext()))) {
      FindAnswer all = client.find(model, keys, 1000);
      assertThat(all.response().status()).isZero();
      // A study once for each of its patients: two of the files give one study to two.
      assertThat(all.matches())
          .extracting(match -> match.string(Tag.StudyInstanceUID).orElseThrow())
          .hasSizeGreaterThanOrEqualTo(studies.size())
          .containsAll(studies)
          .isSubsetOf(studies);

      // The archive may be through before the cancellation reaches it.
      FindAnswer one = client.find(model, keys, 1);
      assertThat(one.matches()).hasSize(1);
      assertThat(one.response().status()).isIn(0, FindAnswer.CANCELLED);

      DataSet none = Peers.keys("STUDY", Tag.PatientID).put(Tag.StudyInstanceUID, VR.UI, "2.25.1");
      assertThat(client.find(model, none, 10).matches()).isEmpty();
    }
  }

  private static void move(ClientConfig config, List<Path> files) {
    QueryModel model = QueryModel.STUDY_ROOT;
    Map<String, byte[]> arrived = Peers.objects();
    try (DicomServer ours =
            DicomServer.start(ServerConfig.loopback("THERAFED", OURS), Peers.into(arrived));
        DicomClient client = DicomClient.connect(config, Proposal.of(model.moveContext()))) {
      for (String study : studies(files)) {
        List<RetrieveProgress> steps = new ArrayList<>();
        List<Path> unsendable = reports(files, study);
        DataSet keys = Peers.keys("STUDY").put(Tag.StudyInstanceUID, VR.UI, study);
        RetrieveProgress end = client.move(model, keys, "THERAFED", steps::add);
        assertThat(end.isComplete())
            .as(end + " on port " + ours.port())
            .isEqualTo(unsendable.isEmpty());
        assertThat(end.failed()).isEqualTo(unsendable.size());
        assertThat(steps).isNotEmpty();
      }
      String any = studies(files).iterator().next();
      DataSet keys = Peers.keys("STUDY").put(Tag.StudyInstanceUID, VR.UI, any);
      assertThat(client.move(model, keys, "NOBODY", step -> {}).response().status())
          .isEqualTo(0xA801);
    }
    List<Path> sendable = new ArrayList<>(files);
    sendable.removeIf(DcmqrscpScenario::isReport);
    expect(arrived, sendable);
  }

  /** DCMTK proposes no context for radiopharmaceutical dose reports and says that they failed. */
  private static List<Path> reports(List<Path> files, String study) {
    return files.stream()
        .filter(file -> isReport(file) && studies(List.of(file)).contains(study))
        .toList();
  }

  private static boolean isReport(Path file) {
    return ObjectFile.of(file).sopClassUid().equals("1.2.840.10008.5.1.4.1.1.88.68");
  }

  private static void get(ClientConfig config, List<Path> files) {
    QueryModel model = QueryModel.STUDY_ROOT;
    Map<String, byte[]> arrived = Peers.objects();
    try (DicomClient client =
        DicomClient.connect(config, Proposal.get(model, DicomClient.contextsFor(files)))) {
      assertThat(client.role(ObjectFile.of(files.get(0)).sopClassUid()).provider()).isTrue();
      for (String study : studies(files)) {
        DataSet keys = Peers.keys("STUDY").put(Tag.StudyInstanceUID, VR.UI, study);
        RetrieveProgress end = client.get(model, keys, Peers.into(arrived), step -> {});
        assertThat(end.isComplete()).as(end.toString()).isTrue();
      }
    }
    expect(arrived, files);
  }

  private static void expect(Map<String, byte[]> arrived, List<Path> files) {
    assertThat(arrived.keySet())
        .containsExactlyInAnyOrderElementsOf(files.stream().map(Peers::instance).toList());
  }
}
