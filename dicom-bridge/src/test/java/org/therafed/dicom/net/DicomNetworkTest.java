package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

class DicomNetworkTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

  /** Longest wait for what comes at once on a machine with nothing else to do. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Map<String, byte[]> received = new ConcurrentHashMap<>();
  private final Map<String, String> syntaxes = new ConcurrentHashMap<>();
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private DicomServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private StoreOutcome keep(StoreRequest request) throws IOException {
    byte[] bytes = request.dataset().readAllBytes();
    received.put(request.sopInstanceUid(), bytes);
    syntaxes.put(request.sopInstanceUid(), request.transferSyntaxUid());
    return StoreOutcome.SUCCESS;
  }

  private final AssociationListener recorder =
      new AssociationListener() {
        @Override
        public void associationStarted(AssociationInfo association) {
          events.add(association);
        }

        @Override
        public void associationEnded(AssociationInfo association, AssociationEnd end) {
          events.add(end);
        }

        @Override
        public void objectRefused(AssociationInfo association, StoreOutcome outcome) {
          events.add(outcome);
        }

        @Override
        public void associationRejected(AssociationRejection rejection) {
          events.add(rejection);
        }
      };

  private void start(StoreHandler handler) {
    start(handler, config -> config);
  }

  private void start(StoreHandler handler, Function<ServerConfig, ServerConfig> change) {
    server =
        DicomServer.start(change.apply(ServerConfig.loopback("THERAFED", 0)), handler, recorder);
  }

  private DicomClient connect(PresentationContext... contexts) {
    return DicomClient.connect("127.0.0.1", server.port(), "TESTSCU", "THERAFED", contexts);
  }

  private Object event() throws InterruptedException {
    Object event = events.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).as("an event of the association").isNotNull();
    return event;
  }

  private static byte[] object(int size) {
    return DataSetWriter.toBytes(
        new DataSet()
            .put(Tag.PatientID, VR.LO, "42")
            .putBytes(Tag.PixelData, VR.OW, new byte[size]),
        TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  private static DimseResponse send(DicomClient client, byte[] dataset) {
    return client.store(CT, "2.25.7", EXPLICIT, new ByteArrayInputStream(dataset));
  }

  @Test
  void echoIsAnswered() throws InterruptedException {
    start(this::keep);

    try (DicomClient client = connect(PresentationContext.verification())) {
      assertThat(client.echo()).isEqualTo(new DimseResponse(0, ""));
      assertThat(client.echo().isSuccess()).isTrue();
    }

    assertThat(event())
        .isInstanceOfSatisfying(
            AssociationInfo.class, info -> assertThat(info.callingAe()).isEqualTo("TESTSCU"));
    assertThat(event()).isEqualTo(AssociationEnd.RELEASED);
  }

  @Test
  void severalFilesOfSeveralSyntaxesArriveByteForByteOverOneAssociation() throws IOException {
    List<java.nio.file.Path> files =
        List.of(
            Shared.file("ct/CT1_UNC.explicit_little_endian.dcm"),
            Shared.file("pet/NM-PetIm-GE.dcm"),
            Shared.file("ts/image_dfl.dcm"),
            Shared.file("mr/MR_small_bigendian.dcm"),
            Shared.file("seg/seg_image_ct_binary_overlap.dcm"),
            Shared.file("ts/HTJ2KLossless_08_RGB.dcm"),
            Shared.file("dose/NM-RRDSR-Siemens.dcm"));
    start(this::keep);

    ClientConfig config = ClientConfig.of("127.0.0.1", server.port(), "TESTSCU", "THERAFED");
    List<DimseResponse> responses = new ArrayList<>();
    try (DicomClient client = DicomClient.connect(config, DicomClient.contextsFor(files))) {
      responses.addAll(client.store(files));
    }

    assertThat(responses).hasSize(files.size()).allMatch(DimseResponse::isSuccess);
    for (java.nio.file.Path file : files) {
      var meta = Part10Reader.readMeta(file);
      byte[] bytes = java.nio.file.Files.readAllBytes(file);
      String uid = meta.sopInstanceUid().orElseThrow();
      assertThat(syntaxes).containsEntry(uid, meta.transferSyntax().uid());
      // A deflated data set of odd length gets a byte behind it, PS3.5 section A.5.
      int length = bytes.length - (int) meta.dataSetOffset();
      int end = bytes.length + (meta.transferSyntax().deflated() ? length & 1 : 0);
      assertThat(received.get(uid))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, (int) meta.dataSetOffset(), end));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 65_535, 1_048_576, 3_000_000})
  void objectOfAnySizePassesWhateverThePduLength(int size) {
    start(this::keep, c -> c.withLimits(4096, 4, c.artimTimeout(), c.idleTimeout()));
    byte[] dataset = object(size + (size & 1));

    try (DicomClient client = connect(PresentationContext.of(CT, EXPLICIT))) {
      assertThat(send(client, dataset).status()).isZero();
    }

    assertThat(received.get("2.25.7")).isEqualTo(dataset);
  }

  @Test
  void wrongCalledTitleIsRejectedPermanentlyByTheUser() throws Exception {
    start(this::keep);

    assertThatThrownBy(
            () ->
                DicomClient.connect(
                    "127.0.0.1",
                    server.port(),
                    "TESTSCU",
                    "SOMEONE",
                    PresentationContext.verification()))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.ASSOCIATION_REJECTED);
              assertThat(fault).hasMessageContaining("result 1, source 1, reason 7");
            });
    assertThat(event()).isEqualTo(AssociationRejection.CALLED_AE_NOT_RECOGNIZED);
  }

  @Test
  void unknownCallerIsRejectedWhereCallersAreListed() {
    start(this::keep, c -> c.withAllowedCallingAes(Set.of("PACS")));

    assertThatThrownBy(() -> connect(PresentationContext.verification()))
        .hasMessageContaining("CALLING_AE_NOT_RECOGNIZED");
  }

  @Test
  void associationBeyondTheLimitIsRejectedTransiently() throws Exception {
    start(this::keep, c -> c.withLimits(1 << 16, 1, c.artimTimeout(), c.idleTimeout()));

    try (DicomClient first = connect(PresentationContext.verification())) {
      assertThatThrownBy(() -> connect(PresentationContext.verification()))
          .hasMessageContaining("LOCAL_LIMIT_EXCEEDED");
      assertThat(first.echo().isSuccess()).isTrue();
    }
    event();
    assertThat(event()).isEqualTo(AssociationRejection.LOCAL_LIMIT_EXCEEDED);
    assertThat(event()).isEqualTo(AssociationEnd.RELEASED);
    try (DicomClient next = connect(PresentationContext.verification())) {
      assertThat(next.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void everyStorageClassIsAcceptedAndOthersAreNot() {
    start(this::keep);

    try (DicomClient client =
        connect(
            PresentationContext.of("1.2.840.10008.5.1.4.1.1.88.68", EXPLICIT),
            PresentationContext.of("1.2.840.10008.5.1.4.1.2.2.1", EXPLICIT),
            PresentationContext.of(CT, "1.2.3.4", "1.2.840.10008.1.2.4.90", EXPLICIT),
            PresentationContext.of(CT, "1.2.3.4"))) {
      assertThat(client.accepts("1.2.840.10008.5.1.4.1.1.88.68", EXPLICIT)).isTrue();
      assertThat(client.accepts("1.2.840.10008.5.1.4.1.2.2.1", EXPLICIT)).isFalse();
      assertThat(client.accepts(CT, "1.2.840.10008.1.2.4.90")).isTrue();
      assertThat(client.accepts(CT, EXPLICIT)).isFalse();
      assertThatThrownBy(() -> client.echo())
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NO_CONTEXT));
    }
  }

  @Test
  void brokenObjectGetsItsStatusAndTheNextOneIsStored() {
    start(
        request -> {
          byte[] bytes = request.dataset().readAllBytes();
          // What cannot be read raises a DicomFault, which becomes C000.
          DataSet set = DataSetReader.read(bytes, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
          return set.contains(Tag.PixelData)
              ? StoreOutcome.SUCCESS
              : StoreOutcome.mismatch("No pixel data in an image of this SOP class, which is long");
        });
    byte[] whole = object(1000);

    try (DicomClient client = connect(PresentationContext.of(CT, EXPLICIT))) {
      DimseResponse truncated = send(client, java.util.Arrays.copyOf(whole, 500));
      assertThat(truncated.status()).isEqualTo(0xC000);
      assertThat(truncated.errorComment()).startsWith("DCM-IO-002");
      DimseResponse without =
          send(
              client,
              DataSetWriter.toBytes(
                  new DataSet().put(Tag.PatientID, VR.LO, "1"),
                  TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
      assertThat(without.status()).isEqualTo(0xA900);
      assertThat(without.errorComment()).hasSizeLessThanOrEqualTo(64).startsWith("No pixel data");
      assertThat(send(client, whole).status()).isZero();
    }
  }

  @Test
  void whatIsRefusedByItsCommandIsToldAndTheNextObjectIsStored() throws Exception {
    start(this::keep);
    ClientConfig config = ClientConfig.of("127.0.0.1", server.port(), "TESTSCU", "THERAFED");
    Proposal proposal = Proposal.of(PresentationContext.of(CT, EXPLICIT));
    ClientAssociation association = AssociationOpener.open(config, proposal);
    try (PduStream pdus = association.pdus()) {
      assertThat(event()).isInstanceOf(AssociationInfo.class);
      int context = association.need(CT, "storage").id();
      DataSet other = Command.storeRequest(1, "1.2.840.10008.5.1.4.1.1.4", "2.25.7");
      association.send(context, other, new ByteArrayInputStream(object(1000)));
      assertThat(association.response(1).status()).isEqualTo(0x0122);
      assertThat(event())
          .isEqualTo(new StoreOutcome(0x0122, "SOP class differs from presentation context"));
      DataSet nameless = Command.storeRequest(2, CT, "2.25.7");
      nameless.remove(Tag.AffectedSOPInstanceUID);
      association.send(context, nameless, new ByteArrayInputStream(object(1000)));
      assertThat(association.response(2).status()).isEqualTo(0x0120);
      assertThat(event())
          .isEqualTo(new StoreOutcome(0x0120, "Affected SOP Class or Instance UID missing"));
      DataSet empty = Command.storeRequest(3, CT, "2.25.7");
      association.send(context, empty.put(Tag.CommandDataSetType, VR.US, Command.NO_DATA_SET));
      assertThat(association.response(3).status()).isEqualTo(0xC000);
      assertThat(event()).isEqualTo(new StoreOutcome(0xC000, "C-STORE without data set"));
      DataSet whole = Command.storeRequest(4, CT, "2.25.7");
      association.send(context, whole, new ByteArrayInputStream(object(1000)));
      assertThat(association.response(4).status()).isZero();
      assertThat(received).containsOnlyKeys("2.25.7");
      assertThat(events).isEmpty();
      assertThat(pdus).isNotNull();
    }
  }

  @Test
  void failingHandlerCostsItsObjectOnlyAndItsMessageStaysInside() {
    start(
        request -> {
          if (request.sopInstanceUid().equals("2.25.7")) {
            throw new IOException("disk full at /secret");
          }
          throw new IllegalStateException("DOE^JOHN");
        });

    try (DicomClient client = connect(PresentationContext.of(CT, EXPLICIT))) {
      DimseResponse full = send(client, object(100_000));
      assertThat(full.status()).isEqualTo(0xA700);
      assertThat(full.errorComment()).doesNotContain("secret");
      DimseResponse failed =
          client.store(CT, "2.25.8", EXPLICIT, new ByteArrayInputStream(object(100_000)));
      assertThat(failed.status()).isEqualTo(0xC000);
      assertThat(failed.errorComment()).doesNotContain("DOE");
    }
  }

  @Test
  void abortWithinAnObjectReachesTheHandlerAndStoresNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    start(
        request -> {
          begun.countDown();
          return keep(request);
        });
    PipeOfParts parts = new PipeOfParts(object(200_000), begun);

    try (DicomClient client = connect(PresentationContext.of(CT, EXPLICIT))) {
      parts.atHalf = client::abort;
      assertThatThrownBy(() -> client.store(CT, "2.25.7", EXPLICIT, parts))
          .isInstanceOf(DicomFault.class);
    }

    event();
    assertThat(event()).isIn(AssociationEnd.ABORTED_BY_PEER, AssociationEnd.CONNECTION_LOST);
    assertThat(received).isEmpty();
    try (DicomClient next = connect(PresentationContext.of(CT, EXPLICIT))) {
      assertThat(send(next, object(10)).status()).isZero();
    }
  }

  /** Gives the first part of an object, waits until the peer has begun with it, then aborts. */
  private static final class PipeOfParts extends InputStream {
    private final byte[] bytes;
    private final CountDownLatch begun;
    private int at;
    private Runnable atHalf;

    PipeOfParts(byte[] bytes, CountDownLatch begun) {
      this.bytes = new byte[4 << 20];
      System.arraycopy(bytes, 0, this.bytes, 0, bytes.length);
      this.begun = begun;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = Math.min(length, bytes.length - at);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(bytes, at, target, offset, count);
      at += count;
      if (at > bytes.length / 2 && atHalf != null) {
        try {
          assertThat(begun.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        atHalf.run();
        atHalf = null;
      }
      return count;
    }
  }

  @Test
  void bothSidesSendWithoutNagleDelay() throws Exception {
    start(this::keep);

    try (DicomClient client = connect(PresentationContext.verification())) {
      assertThat(client.socket().getTcpNoDelay()).isTrue();
      assertThat(server.sockets()).hasSize(1);
      assertThat(server.sockets().get(0).getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void silentCallerIsDisconnectedByArtim() throws Exception {
    start(this::keep, c -> c.withLimits(1 << 16, 4, Duration.ofMillis(100), c.idleTimeout()));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      socket.getOutputStream().write(1);
      assertThat(new DataInputStream(socket.getInputStream()).readNBytes(10)).startsWith(Pdu.ABORT);
    }
    assertThat(event()).isEqualTo(AssociationRejection.NO_REQUEST);
  }

  @Test
  void silentAssociationEndsByTheIdleTimeout() throws Exception {
    start(this::keep, c -> c.withLimits(1 << 16, 4, c.artimTimeout(), Duration.ofMillis(100)));

    try (DicomClient client = connect(PresentationContext.verification())) {
      event();
      assertThat(event()).isEqualTo(AssociationEnd.TIMED_OUT);
      assertThatThrownBy(client::echo)
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.ASSOCIATION_ABORTED));
    }
  }

  @Test
  void garbageAndOversizedPdusEndTheConnectionAndNothingElse() throws Exception {
    start(this::keep);
    byte[][] garbage = {
      "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
      {1, 0, 0x7F, -1, -1, -1},
      {1, 0, 0, 0, 0, 4, 0, 1, 0, 0},
      {4, 0, 0, 0, 0, 4, 0, 1, 0, 0}
    };
    for (byte[] bytes : garbage) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream().write(bytes);
        assertThat(socket.getInputStream().readNBytes(10)).startsWith(Pdu.ABORT);
      }
      assertThat(event()).isEqualTo(AssociationRejection.NO_REQUEST);
    }
    try (DicomClient client = connect(PresentationContext.verification())) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  /** Some callers close their socket the hard way once A-RELEASE-RP is there. */
  @Test
  void resetAfterTheReleaseIsARelease() throws Exception {
    start(this::keep);

    try (DicomClient client = connect(PresentationContext.verification())) {
      client.socket().setSoLinger(true, 0);
    }

    event();
    assertThat(event()).isEqualTo(AssociationEnd.RELEASED);
  }

  @Test
  void closedServerEndsItsAssociations() throws Exception {
    start(this::keep);
    try (DicomClient client = connect(PresentationContext.verification())) {
      event();
      server.close();
      assertThat(event()).isEqualTo(AssociationEnd.SHUT_DOWN);
      assertThatThrownBy(client::echo).isInstanceOf(DicomFault.class);
    }
    assertThat(server.associations()).isZero();
  }

  @Test
  void nobodyListeningIsAFaultOfTheConnection() throws IOException {
    // A port that is bound is given to nobody else; without listen, connecting to it is refused.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = bound.getLocalPort();

      assertThatThrownBy(
              () ->
                  DicomClient.connect(
                      "127.0.0.1", port, "A", "B", PresentationContext.verification()))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.CONNECTION));
    }
  }

  @Test
  void invalidSettingsAreRefusedWithTheirRange() {
    assertThatThrownBy(() -> ServerConfig.loopback("A TITLE THAT IS TOO LONG", 0))
        .hasMessageContaining("1 to 16");
    assertThatThrownBy(
            () ->
                ServerConfig.loopback("THERAFED", 0)
                    .withLimits(100, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessageContaining("4096");
  }

  @Test
  void errorCommentIsCutToItsRepresentation() {
    assertThat(StoreOutcome.cannotUnderstand("é\\".repeat(50)).errorComment())
        .isEqualTo("?".repeat(64));
  }
}
