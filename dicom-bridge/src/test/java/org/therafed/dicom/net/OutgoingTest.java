package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;

/** Files that cannot go byte for byte. */
class OutgoingTest {
  private static final String SC = "1.2.840.10008.5.1.4.1.1.7";
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
  private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_LITTLE_ENDIAN;

  @TempDir Path folder;

  private final Map<String, byte[]> received = new ConcurrentHashMap<>();
  private DicomServer server;

  @BeforeEach
  void start() {
    server = DicomServer.start(ServerConfig.loopback("THERAFED", 0), Peers.into(received));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static DataSet object() {
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, SC)
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
        .put(Tag.Modality, VR.CS, "OT")
        .put(Tag.BitsAllocated, VR.US, 16)
        .putBytes(Tag.PixelData, VR.OW, new byte[100_000]);
  }

  private Path file(DataSet set, TransferSyntax syntax, byte... behind) throws IOException {
    Path file = folder.resolve("object.dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      Part10Writer.write(set, syntax, out);
      out.write(behind);
    }
    return file;
  }

  private ClientConfig config(int port) {
    return ClientConfig.of("127.0.0.1", port, "TESTSCU", "THERAFED");
  }

  private byte[] sent(Path file, List<PresentationContext> contexts) {
    try (DicomClient client = DicomClient.connect(config(server.port()), contexts)) {
      assertThat(client.store(file).isSuccess()).isTrue();
    }
    return received.get("2.25.1");
  }

  @Test
  void anOddValueIsPaddedAndTheNextObjectGoesOverTheSameAssociation() throws IOException {
    // (FFFC,FFFC) OB of three bytes, which only writers that break PS3.5 section 7.1.1 make.
    byte[] odd = {-4, -1, -4, -1, 'O', 'B', 0, 0, 3, 0, 0, 0, 1, 2, 3};
    Path file = file(object(), EXPLICIT, odd);
    List<Path> twice = List.of(file, file);

    try (DicomClient client =
        DicomClient.connect(config(server.port()), DicomClient.contextsFor(twice))) {
      assertThat(client.store(twice)).allMatch(DimseResponse::isSuccess);
    }

    byte[] expected =
        DataSetWriter.toBytes(
            object().putBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[] {1, 2, 3, 0}),
            EXPLICIT);
    assertThat(received.get("2.25.1")).isEqualTo(expected);
  }

  @Test
  void anOddDeflatedDataSetGetsAByteBehindIt() throws IOException {
    Path file = file(object(), deflated(), (byte) 0);
    ObjectFile object = ObjectFile.of(file);
    byte[] plain;
    try (var in = object.open()) {
      plain = in.readAllBytes();
    }

    byte[] arrived = sent(file, DicomClient.contextsFor(List.of(file)));

    assertThat(arrived).hasSize(plain.length + 1).startsWith(plain).endsWith((byte) 0);
  }

  private static TransferSyntax deflated() {
    return TransferSyntax.DEFLATED_LITTLE_ENDIAN;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"})
  void aNodeThatTakesImplicitOnlyGetsNativeObjectsInIt(String own) throws IOException {
    Path file = file(object(), TransferSyntax.of(own).orElseThrow());
    List<PresentationContext> proposed = DicomClient.contextsFor(List.of(file));

    byte[] arrived = sent(file, List.of(PresentationContext.of(SC, IMPLICIT.uid())));

    assertThat(proposed.get(0)).isEqualTo(PresentationContext.of(SC, own));
    assertThat(proposed).contains(PresentationContext.of(SC, IMPLICIT.uid()));
    assertThat(arrived).isEqualTo(DataSetWriter.toBytes(object(), IMPLICIT));
    assertThat(DataSetReader.read(arrived, IMPLICIT).string(Tag.Modality)).contains("OT");
  }

  @Test
  void anEncapsulatedObjectIsNotWrittenInAnotherSyntax() throws IOException {
    Path file = file(object(), TransferSyntax.of("1.2.840.10008.1.2.4.70").orElseThrow());

    assertThat(DicomClient.contextsFor(List.of(file))).hasSize(1);
    try (DicomClient client =
        DicomClient.connect(
            config(server.port()), List.of(PresentationContext.of(SC, IMPLICIT.uid())))) {
      assertThatThrownBy(() -> client.store(file)).hasMessageContaining("DCM-NET-005");
    }
  }

  @Test
  void syntaxesToFallBackOnNeverCrowdOutThoseOfTheFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Path from = file(object().put(Tag.SOPClassUID, VR.UI, "1.2.3." + i), EXPLICIT);
      files.add(Files.move(from, folder.resolve(i + ".dcm")));
    }

    List<PresentationContext> contexts = DicomClient.contextsFor(files);

    assertThat(contexts).hasSize(128);
    assertThat(contexts.subList(0, 100))
        .allMatch(context -> context.transferSyntaxes().equals(List.of(EXPLICIT.uid())));
  }

  @Test
  void fragmentsAreEvenWhateverThePduLengthThatThePeerStates() throws Exception {
    List<Integer> lengths = new ArrayList<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (ScriptedPeer peer =
        new ScriptedPeer(
            association -> {
              int flags = 0;
              while (flags != 2) {
                PduStream.Header header = association.pdus().header();
                byte[] body = new byte[(int) header.length()];
                association.pdus().fully(body, 0, body.length);
                flags = body[5];
                if ((flags & 1) == 0) {
                  lengths.add(body.length - 6);
                  data.write(body, 6, body.length - 6);
                }
              }
              association.abort();
            })) {
      Path file = file(object(), EXPLICIT);
      // The scripted peer states our own length.
      ClientConfig usual = config(peer.port());
      ClientConfig config =
          new ClientConfig(
              usual.host(),
              usual.port(),
              usual.callingAe(),
              usual.calledAe(),
              16_385,
              usual.connectTimeout(),
              usual.responseTimeout(),
              usual.tls());
      try (DicomClient client =
          DicomClient.connect(config, DicomClient.contextsFor(List.of(file)))) {
        assertThatThrownBy(() -> client.store(file)).isInstanceOf(DicomFault.class);
      }
    }

    assertThat(lengths).hasSizeGreaterThan(5).allMatch(length -> length % 2 == 0);
    assertThat(data.toByteArray()).isEqualTo(DataSetWriter.toBytes(object(), EXPLICIT));
  }

  @Test
  void aHostWithoutAnAddressIsToldFromAClosedPort() {
    // A label of 64 characters is no name, so nobody is asked for it.
    ClientConfig config = ClientConfig.of("x".repeat(64), 104, "TESTSCU", "THERAFED");

    assertThatThrownBy(
            () -> DicomClient.connect(config, List.of(PresentationContext.verification())))
        .hasMessageContaining("DCM-NET-006")
        .hasMessageContaining("the host's name has no address here");
  }
}
