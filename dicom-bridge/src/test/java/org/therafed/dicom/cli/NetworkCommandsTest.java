package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.AssociationBrokenException;
import org.therafed.dicom.net.AssociationInfo;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;

class NetworkCommandsTest {
  private static final String SC = "1.2.840.10008.5.1.4.1.1.7";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

  @TempDir Path folder;

  private static DataSet instance(int number) {
    return DumpCommandTest.sample().put(Tag.SOPInstanceUID, VR.UI, "2.25." + number);
  }

  private static DicomServer server(StoreHandler handler) {
    return DicomServer.start(ServerConfig.loopback("THERAFED", 0), handler);
  }

  private static Run store(DicomServer server, Path... paths) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("store", "127.0.0.1", Integer.toString(server.port())));
    arguments.addAll(List.of("--called", "THERAFED"));
    for (Path path : paths) {
      arguments.add(path.toString());
    }
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void whatIsSentArrivesAsTheSameDataSets() throws Exception {
    Path source = Files.createDirectory(folder.resolve("source"));
    DumpCommandTest.write(source.resolve("1.dcm"), instance(1));
    DumpCommandTest.write(source.resolve("2.dcm"), instance(2));
    Path target = folder.resolve("target");
    PipedReader pipe = new PipedReader(1 << 16);
    PrintWriter out = new PrintWriter(new PipedWriter(pipe));
    StringWriter err = new StringWriter();
    CompletableFuture<Integer> receiver =
        CompletableFuture.supplyAsync(
            () ->
                DicomCli.run(
                    out, new PrintWriter(err), "receive", "0", target.toString(), "--count", "2"));
    BufferedReader lines = new BufferedReader(pipe);
    String listening = lines.readLine();
    assertThat(listening).startsWith("listening on port ").endsWith(" as THERAFED");
    String port = listening.replaceAll("\\D", "");

    Run echo = Run.of("echo", "127.0.0.1", port);
    Run wrong = Run.of("echo", "127.0.0.1", port, "--called", "NOBODY");
    Run store = Run.of("store", "127.0.0.1", port, source.toString());

    assertThat(receiver.get(1, TimeUnit.MINUTES)).as(err.toString()).isZero();
    assertThat(echo.exit()).isZero();
    assertThat(echo.out()).contains("association accepted", "C-ECHO 0000 success");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("DCM-NET-001 ").contains("CALLED_AE_NOT_RECOGNIZED");
    assertThat(store.exit()).as(store.err()).isZero();
    assertThat(store.out())
        .contains(
            "accepted  Secondary Capture Image Storage in Explicit VR Little Endian", "2 stored");
    for (int i = 1; i <= 2; i++) {
      DataSet arrived = Part10Reader.read(target.resolve("2.25." + i + ".dcm")).dataSet();
      assertThat(bytes(arrived)).isEqualTo(bytes(instance(i)));
    }
    try (Stream<Path> left = Files.list(target)) {
      assertThat(left).hasSize(2);
    }
    out.close();
    assertThat(lines.lines().toList())
        .contains(
            "association rejected: called ae not recognized",
            "association ended: released",
            "2 stored");
  }

  @Test
  void objectThatIsRefusedIsSaidOnBothSides() throws Exception {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    Path target = Files.createDirectory(folder.resolve("target"));
    SaidRefusals refusals = new SaidRefusals(new ReceivedFiles(target, out, () -> {}), out);
    try (DicomServer server = server(refusals)) {
      try (DicomClient client =
          DicomClient.connect(
              "127.0.0.1",
              server.port(),
              "TESTSCU",
              "THERAFED",
              PresentationContext.of(SC, EXPLICIT))) {
        byte[] cut = java.util.Arrays.copyOf(bytes(instance(1)), 20);
        assertThat(client.store(SC, "2.25.1", EXPLICIT, stream(cut)).status()).isEqualTo(0xC000);
        byte[] other = bytes(instance(2));
        assertThat(client.store(SC, "2.25.1", EXPLICIT, stream(other)).status()).isEqualTo(0xA900);
        assertThat(client.store(SC, "2.25.2", EXPLICIT, stream(other)).isSuccess()).isTrue();
      }
    }

    assertThat(said.toString().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("refused C000 DCM-IO-\\d+ .*: Secondary Capture .* in .*"))
        .anyMatch(line -> line.startsWith("refused A900 SOP class or instance of data set"))
        .anyMatch(line -> line.startsWith("stored Secondary Capture"));
    assertThat(said.toString()).doesNotContain("2.25.");
    assertThat(refusals.refused()).isEqualTo(2);
  }

  @Test
  void objectThatIsRefusedByItsCommandIsSaidAndCounted() {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    SaidRefusals refusals = new SaidRefusals(request -> StoreOutcome.SUCCESS, out);
    AssociationLog log = new AssociationLog(out, refusals::unheard);
    log.objectRefused(
        new AssociationInfo("A1", "TESTSCU", "THERAFED", 1),
        new StoreOutcome(0x0122, "SOP class differs from presentation context"));
    assertThat(said.toString().lines())
        .containsExactly(
            "refused 0122 SOP class differs from presentation context: by its command, nothing of"
                + " it was read");
    assertThat(refusals.refused()).isEqualTo(1);
  }

  private static java.io.InputStream stream(byte[] bytes) {
    return new java.io.ByteArrayInputStream(bytes);
  }

  private static byte[] bytes(DataSet set) {
    return DataSetWriter.toBytes(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  @Test
  void refusedObjectIsSaidWithItsStatus() throws IOException {
    Path file = DumpCommandTest.write(folder.resolve("1.dcm"), instance(1));
    try (DicomServer server = server(request -> StoreOutcome.outOfResources("disk full"))) {
      Run run = store(server, file);

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("refused A700 out of resources", "the peer says: disk full");
      assertThat(run.err()).startsWith("DCM-CLI-004 ").contains("0 of 1 files were stored");
    }
  }

  @Test
  void fileThatIsNoDicomIsSaidAndTheOthersAreSent() throws IOException {
    DumpCommandTest.write(folder.resolve("2.dcm"), instance(2));
    Files.writeString(folder.resolve("1-DOE.txt"), "DOE");
    try (DicomServer server = server(request -> drained(request.dataset()))) {
      Run run = store(server, folder);

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("1 stored");
      assertThat(run.err())
          .contains("file 1 of 2: DCM-IO-001", "1 of 2 files were stored")
          .doesNotContain("DOE");
    }
  }

  @Test
  void namesOfFilesAreSaidWhereAskedFor() throws IOException {
    DumpCommandTest.write(folder.resolve("2-ROE.dcm"), instance(2));
    Files.writeString(folder.resolve("1-DOE.txt"), "DOE");
    try (DicomServer server = server(request -> drained(request.dataset()))) {
      String port = Integer.toString(server.port());
      Run quiet = Run.of("store", "127.0.0.1", port, folder.toString());
      Run named = Run.of("store", "--names", "127.0.0.1", port, folder.toString());

      assertThat(quiet.out()).contains("file 2 of 2").doesNotContain("ROE");
      assertThat(named.out()).contains(folder.resolve("2-ROE.dcm").toString());
      assertThat(named.err()).startsWith(folder.resolve("1-DOE.txt") + ": DCM-IO-001");
    }
  }

  private Path five() throws IOException {
    Path source = Files.createDirectory(folder.resolve("five"));
    for (int i = 1; i <= 5; i++) {
      DumpCommandTest.write(source.resolve(i + ".dcm"), instance(i));
    }
    return source;
  }

  @Test
  void associationThatBreaksCostsOneFile() throws IOException {
    StoreHandler breaking =
        request -> {
          if (request.sopInstanceUid().equals("2.25.2")) {
            throw new AssociationBrokenException("for the test");
          }
          return drained(request.dataset());
        };
    try (DicomServer server = server(breaking)) {
      Run run = store(server, five());

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out().lines().filter(line -> line.startsWith("stored"))).hasSize(4);
      assertThat(run.out())
          .contains("no answer, the association broke  file 2 of 5")
          .contains("4 stored, 1 not");
      assertThat(run.err()).contains("file 2 of 5: DCM-NET-", "4 of 5 files were stored");
    }
  }

  @Test
  void nodeThatBreaksEveryAssociationIsGivenUpAndWhatIsLeftIsListed() throws IOException {
    StoreHandler breaking =
        request -> {
          throw new AssociationBrokenException("for the test");
        };
    try (DicomServer server = server(breaking)) {
      Run run = store(server, five());

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains("the association broke  file 3 of 5")
          .contains("not sent, no association  file 4 of 5")
          .contains("not sent, no association  file 5 of 5")
          .contains("0 stored, 5 not")
          .doesNotContain(folder.toString());
    }
  }

  private static StoreOutcome drained(java.io.InputStream in) throws IOException {
    in.transferTo(java.io.OutputStream.nullOutputStream());
    return StoreOutcome.SUCCESS;
  }

  @Test
  void classThatTheNodeDoesNotTakeIsNamed() throws IOException {
    DataSet set = instance(1).put(Tag.SOPClassUID, VR.UI, "1.2.3.4");
    Path file = DumpCommandTest.write(folder.resolve("1.dcm"), set);
    try (DicomServer server = server(request -> StoreOutcome.SUCCESS)) {
      Run run = store(server, file);

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out())
          .contains("refused   a private UID in Explicit", "no presentation context accepted");
    }
  }

  @Test
  void nobodyListeningIsSaidWithRemedy() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    Run run = Run.of("echo", "127.0.0.1", Integer.toString(port));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("DCM-NET-006 ").contains("To do: host, port, firewall");
  }

  @Test
  void portInUseIsSaid() throws IOException {
    try (DicomServer server = server(request -> StoreOutcome.SUCCESS)) {
      Run run = Run.of("receive", Integer.toString(server.port()), folder.toString());

      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).startsWith("DCM-NET-006 ");
    }
  }
}
