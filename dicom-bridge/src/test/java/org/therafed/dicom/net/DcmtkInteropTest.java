package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.OwnNetwork;
import org.therafed.dicom.Shared;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

/** Against the tools of DCMTK, an independent implementation; skipped where they are absent. */
class DcmtkInteropTest {
  private static final long LONGEST_MINUTES = 3;

  @TempDir Path folder;

  private String run(int exit, String... command) throws Exception {
    Path log = Files.createTempFile(folder, "tool", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("TCP_NODELAY", "1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
          .as("end of " + command[0])
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(process.exitValue()).as(text).isEqualTo(exit);
    return text;
  }

  @Test
  void echoscuIsAnsweredAndAWrongTitleIsRejected() throws Exception {
    OwnNetwork.need("dcmtk", "echoscu");
    try (DicomServer server =
        DicomServer.start(ServerConfig.loopback("THERAFED", 0), request -> StoreOutcome.SUCCESS)) {
      String port = Integer.toString(server.port());
      run(0, "echoscu", "-aec", "THERAFED", "127.0.0.1", port);
      assertThat(run(1, "echoscu", "-aec", "OTHER", "127.0.0.1", port))
          .contains("Called AE Title Not Recognized");
    }
  }

  @Test
  void storescuSendsImagesAndReports() throws Exception {
    OwnNetwork.need("dcmtk", "storescu");
    Map<String, Path> stored = new ConcurrentHashMap<>();
    try (DicomServer server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0),
            request -> {
              Path file = folder.resolve(request.sopInstanceUid());
              try (var channel = Files.newOutputStream(file)) {
                org.therafed.dicom.io.Part10Writer.writeReceived(
                    channel,
                    request.sopClassUid(),
                    request.sopInstanceUid(),
                    request.transferSyntaxUid(),
                    request.dataset());
              }
              stored.put(request.sopInstanceUid(), file);
              return StoreOutcome.SUCCESS;
            })) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "storescu",
                  "-R",
                  "-aec",
                  "THERAFED",
                  "127.0.0.1",
                  Integer.toString(server.port())));
      List<Path> files = files();
      files.forEach(file -> command.add(file.toString()));
      run(0, command.toArray(String[]::new));

      for (Path file : files) {
        DicomFile sent = Part10Reader.read(file);
        DicomFile arrived = Part10Reader.read(stored.get(sent.sopInstanceUid().orElseThrow()));
        assertThat(arrived.dataSet().size()).isEqualTo(sent.dataSet().size());
        assertThat(arrived.dataSet().strings(org.therafed.dicom.dataset.Tag.PatientID))
            .isEqualTo(sent.dataSet().strings(org.therafed.dicom.dataset.Tag.PatientID));
      }
    }
  }

  private static List<Path> files() {
    return List.of(
        Shared.file("pet/NM-PetIm-GE.dcm"),
        Shared.file("pet/NM-PetIm-Siemens.dcm"),
        Shared.file("pet/NM-NmIm-Siemens-s1-1.dcm"),
        Shared.file("dose/NM-RRDSR-Siemens.dcm"));
  }

  @Test
  void storescuIsToldThatAnObjectWasRefused() throws Exception {
    OwnNetwork.need("dcmtk", "storescu");
    try (DicomServer server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0),
            request -> StoreOutcome.cannotUnderstand("Refused for the test"))) {
      String text =
          run(
              0xC0,
              "storescu",
              "-v",
              "-R",
              "-aec",
              "THERAFED",
              "127.0.0.1",
              Integer.toString(server.port()),
              Shared.file("pet/NM-PetIm-GE.dcm").toString());
      assertThat(text).contains("CannotUnderstand");
    }
  }

  @Test
  void storescuNamesItsUserAndAWrongPasswordGetsNoAssociation() throws Exception {
    OwnNetwork.need("dcmtk", "storescu");
    NegotiationPolicy policy =
        new NegotiationPolicy() {
          @Override
          public IdentityAnswer identity(String callingAe, Optional<UserIdentity> identity) {
            return identity.isPresent()
                    && text(identity.get().primary()).equals("station")
                    && text(identity.get().secondary()).equals("right")
                ? IdentityAnswer.ACCEPTED
                : IdentityAnswer.REFUSED;
          }
        };
    try (DicomServer server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0),
            DicomServices.of(request -> StoreOutcome.SUCCESS).withPolicy(policy),
            AssociationListener.NONE)) {
      for (String password : List.of("right", "wrong")) {
        String text =
            run(
                password.equals("right") ? 0 : 1,
                "storescu",
                "-v",
                "-R",
                "-usr",
                "station",
                "-pwd",
                password,
                "-rsp",
                "-aec",
                "THERAFED",
                "127.0.0.1",
                Integer.toString(server.port()),
                Shared.file("pet/NM-PetIm-GE.dcm").toString());
        assertThat(text).contains(password.equals("right") ? "Success" : "Association Rejected");
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** storescp listens on all interfaces whatever it is told, so it gets a network of its own. */
  @Test
  void storescpReceivesOurObjects() throws Exception {
    OwnNetwork.need("dcmtk", "storescp");
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    List<Path> files = files();
    List<String> arguments = new ArrayList<>(List.of(inbox.toString()));
    files.forEach(file -> arguments.add(file.toString()));

    OwnNetwork.run(folder, SendToStorescp.class, arguments);

    List<Path> arrived = new ArrayList<>();
    try (var list = Files.list(inbox)) {
      list.forEach(arrived::add);
    }
    assertThat(arrived).hasSize(files.size());
    for (Path file : arrived) {
      assertThat(Part10Reader.read(file).transferSyntax())
          .isEqualTo(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }
  }
}
