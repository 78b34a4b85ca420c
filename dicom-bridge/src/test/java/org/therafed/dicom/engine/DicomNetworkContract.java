package org.therafed.dicom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.AssociationEnd;
import org.therafed.dicom.net.AssociationInfo;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.AssociationRejection;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/** What passes between the user of one engine and the provider of another, or of the same. */
public abstract class DicomNetworkContract {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String QUERY = "1.2.840.10008.5.1.4.1.2.2.1";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
  private static final String J2K = "1.2.840.10008.1.2.4.90";

  /** Longest wait for what comes at once on a machine with nothing else to do. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path temporary;

  private final Map<String, byte[]> received = new ConcurrentHashMap<>();
  private final Map<String, String> syntaxes = new ConcurrentHashMap<>();
  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private StorageProvider provider;

  /** The engine that calls. */
  protected abstract DicomEngine user();

  /** The engine that is called. */
  protected abstract DicomEngine provider();

  /** How an association ends of which only its breaking off is told. */
  protected Set<AssociationEnd> brokenOff() {
    return Set.of(AssociationEnd.ABORTED_BY_PEER, AssociationEnd.CONNECTION_LOST);
  }

  /** How an association ends that was silent for too long. */
  protected Set<AssociationEnd> silent() {
    return Set.of(AssociationEnd.TIMED_OUT);
  }

  @AfterEach
  void close() {
    if (provider != null) {
      provider.close();
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
        public void associationRejected(AssociationRejection rejection) {
          events.add(rejection);
        }
      };

  private void start(StoreHandler handler) {
    start(handler, config -> config);
  }

  private void start(StoreHandler handler, UnaryOperator<ServerConfig> change) {
    provider =
        provider().listen(change.apply(ServerConfig.loopback("THERAFED", 0)), handler, recorder);
  }

  private ClientConfig config() {
    return ClientConfig.of("127.0.0.1", provider.port(), "TESTSCU", "THERAFED");
  }

  private ServiceUser connect(PresentationContext... contexts) {
    return user().connect(config(), List.of(contexts));
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

  private static DimseResponse send(ServiceUser user, byte[] dataset) {
    return user.store(CT, "2.25.7", EXPLICIT, new ByteArrayInputStream(dataset));
  }

  private static void assertFault(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, DicomFaultCode... codes) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DicomFault.class, fault -> assertThat(fault.code()).isIn((Object[]) codes));
  }

  @Test
  void echoIsAnsweredAndTheAssociationTold() throws Exception {
    start(this::keep);

    try (ServiceUser user = connect(PresentationContext.verification())) {
      assertThat(user.echo()).isEqualTo(new DimseResponse(0, ""));
      assertThat(user.echo().isSuccess()).isTrue();
      assertThat(provider.associations()).isEqualTo(1);
    }

    assertThat(event())
        .isInstanceOfSatisfying(
            AssociationInfo.class,
            info -> {
              assertThat(info.callingAe()).isEqualTo("TESTSCU");
              assertThat(info.calledAe()).isEqualTo("THERAFED");
              assertThat(info.acceptedContexts()).isEqualTo(1);
            });
    assertThat(event()).isEqualTo(AssociationEnd.RELEASED);
  }

  @Test
  void filesOfSeveralSyntaxesArriveByteForByteOverOneAssociation() throws IOException {
    List<Path> files =
        List.of(
            Shared.file("ct/CT1_UNC.explicit_little_endian.dcm"),
            Shared.file("pet/NM-PetIm-GE.dcm"),
            Shared.file("ts/image_dfl.dcm"),
            Shared.file("mr/MR_small_bigendian.dcm"),
            Shared.file("seg/seg_image_ct_binary_overlap.dcm"),
            Shared.file("ts/HTJ2KLossless_08_RGB.dcm"),
            Shared.file("dose/NM-RRDSR-Siemens.dcm"));
    start(this::keep);

    try (ServiceUser user = user().connect(config(), DicomClient.contextsFor(files))) {
      for (Path file : files) {
        assertThat(user.store(file)).isEqualTo(new DimseResponse(0, ""));
      }
    }

    for (Path file : files) {
      var meta = Part10Reader.readMeta(file);
      byte[] bytes = Files.readAllBytes(file);
      String uid = meta.sopInstanceUid().orElseThrow();
      assertThat(syntaxes).containsEntry(uid, meta.transferSyntax().uid());
      byte[] dataset = Arrays.copyOfRange(bytes, (int) meta.dataSetOffset(), bytes.length);
      // A deflated data set of odd length may get a byte behind it, PS3.5 section A.5.
      int padding = meta.transferSyntax().deflated() ? dataset.length & 1 : 0;
      assertThat(received.get(uid))
          .hasSizeBetween(dataset.length, dataset.length + padding)
          .startsWith(dataset);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096, 65_536, 1_048_576, 3_000_000})
  void objectOfAnySizePassesInSmallPdus(int size) {
    start(this::keep, c -> c.withLimits(4096, 4, c.artimTimeout(), c.idleTimeout()));
    byte[] dataset = object(size);

    try (ServiceUser user = connect(PresentationContext.of(CT, EXPLICIT))) {
      assertThat(send(user, dataset).status()).isZero();
    }

    assertThat(received.get("2.25.7")).isEqualTo(dataset);
  }

  @Test
  void wrongCalledTitleIsRejectedPermanentlyByTheUser() throws Exception {
    start(this::keep);
    ClientConfig other = ClientConfig.of("127.0.0.1", provider.port(), "TESTSCU", "SOMEONE");

    assertThatThrownBy(() -> user().connect(other, List.of(PresentationContext.verification())))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.ASSOCIATION_REJECTED);
              assertThat(fault).hasMessageContaining("CALLED_AE_NOT_RECOGNIZED");
              assertThat(fault).hasMessageContaining("result 1, source 1, reason 7");
            });
    assertThat(event()).isEqualTo(AssociationRejection.CALLED_AE_NOT_RECOGNIZED);
  }

  @Test
  void unknownCallerIsRejectedWhereCallersAreListed() throws Exception {
    start(this::keep, c -> c.withAllowedCallingAes(Set.of("PACS")));

    assertThatThrownBy(() -> connect(PresentationContext.verification()))
        .hasMessageContaining("CALLING_AE_NOT_RECOGNIZED");
    assertThat(event()).isEqualTo(AssociationRejection.CALLING_AE_NOT_RECOGNIZED);
  }

  @Test
  void associationBeyondTheLimitIsRejectedTransiently() throws Exception {
    start(this::keep, c -> c.withLimits(1 << 16, 1, c.artimTimeout(), c.idleTimeout()));

    try (ServiceUser first = connect(PresentationContext.verification())) {
      assertThatThrownBy(() -> connect(PresentationContext.verification()))
          .hasMessageContaining("LOCAL_LIMIT_EXCEEDED");
      assertThat(first.echo().isSuccess()).isTrue();
    }
    event();
    assertThat(event()).isEqualTo(AssociationRejection.LOCAL_LIMIT_EXCEEDED);
    assertThat(event()).isEqualTo(AssociationEnd.RELEASED);
    try (ServiceUser next = connect(PresentationContext.verification())) {
      assertThat(next.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void storageIsAcceptedInEverySyntaxAndNothingElseIs() {
    start(this::keep);

    try (ServiceUser user =
        connect(
            PresentationContext.of("1.2.840.10008.5.1.4.1.1.88.68", EXPLICIT),
            PresentationContext.of(QUERY, EXPLICIT),
            PresentationContext.of(CT, "1.2.3.4", J2K, EXPLICIT),
            PresentationContext.of(CT, "1.2.3.4"))) {
      assertThat(user.accepts("1.2.840.10008.5.1.4.1.1.88.68", EXPLICIT)).isTrue();
      assertThat(user.accepts(QUERY, EXPLICIT)).isFalse();
      assertThat(user.accepts(CT, J2K)).isTrue();
      assertThat(user.accepts(CT, EXPLICIT)).isFalse();
      assertFault(user::echo, DicomFaultCode.NO_CONTEXT);
      assertFault(() -> send(user, object(10)), DicomFaultCode.NO_CONTEXT);
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

    try (ServiceUser user = connect(PresentationContext.of(CT, EXPLICIT))) {
      DimseResponse truncated = send(user, Arrays.copyOf(whole, 500));
      assertThat(truncated.status()).isEqualTo(0xC000);
      assertThat(truncated.errorComment()).startsWith("DCM-IO-002");
      DimseResponse without =
          send(
              user,
              DataSetWriter.toBytes(
                  new DataSet().put(Tag.PatientID, VR.LO, "1"),
                  TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
      assertThat(without.status()).isEqualTo(0xA900);
      assertThat(without.errorComment()).hasSizeLessThanOrEqualTo(64).startsWith("No pixel data");
      assertThat(send(user, whole).status()).isZero();
    }
  }

  @Test
  void failingHandlerCostsItsObjectOnlyAndItsMessageStaysInside() {
    start(
        request -> {
          if (request.sopInstanceUid().equals("2.25.7")) {
            throw new IOException("disk full at /secret");
          }
          if (request.sopInstanceUid().equals("2.25.8")) {
            throw new IllegalStateException("DOE^JOHN");
          }
          return keep(request);
        });

    try (ServiceUser user = connect(PresentationContext.of(CT, EXPLICIT))) {
      DimseResponse full = send(user, object(100_000));
      assertThat(full.status()).isEqualTo(0xA700);
      assertThat(full.errorComment()).doesNotContain("secret");
      DimseResponse failed =
          user.store(CT, "2.25.8", EXPLICIT, new ByteArrayInputStream(object(100_000)));
      assertThat(failed.status()).isEqualTo(0xC000);
      assertThat(failed.errorComment()).doesNotContain("DOE");
      assertThat(user.store(CT, "2.25.9", EXPLICIT, new ByteArrayInputStream(object(10))).status())
          .isZero();
    }
    assertThat(received).containsOnlyKeys("2.25.9");
  }

  @Test
  void handlerThatReadsAPartDelaysNobody() {
    start(
        request -> {
          assertThat(request.dataset().readNBytes(100)).hasSize(100);
          request.dataset().close();
          return StoreOutcome.SUCCESS;
        });

    try (ServiceUser user = connect(PresentationContext.of(CT, EXPLICIT))) {
      assertThat(send(user, object(3_000_000)).status()).isZero();
      assertThat(send(user, object(1_000)).status()).isZero();
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

    try (ServiceUser user = connect(PresentationContext.of(CT, EXPLICIT))) {
      InputStream halved = new AbortedHalfway(4 << 20, begun, user);
      assertThatThrownBy(() -> user.store(CT, "2.25.7", EXPLICIT, halved))
          .isInstanceOf(DicomFault.class);
    }

    event();
    assertThat(event()).isIn(brokenOff());
    assertThat(received).isEmpty();
    try (ServiceUser next = connect(PresentationContext.of(CT, EXPLICIT))) {
      assertThat(send(next, object(10)).status()).isZero();
    }
  }

  /** Aborts its association when half of it is read and the handler has begun. */
  private static final class AbortedHalfway extends InputStream {
    private final int size;
    private final CountDownLatch begun;
    private final ServiceUser user;
    private int given;
    private boolean aborted;

    AbortedHalfway(int size, CountDownLatch begun, ServiceUser user) {
      this.size = size;
      this.begun = begun;
      this.user = user;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (given >= size) {
        return -1;
      }
      int count = Math.min(length, size - given);
      Arrays.fill(target, offset, offset + count, (byte) 0);
      given += count;
      if (given > size / 2 && !aborted) {
        aborted = true;
        try {
          assertThat(begun.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        user.abort();
      }
      return count;
    }
  }

  @Test
  void garbageEndsItsConnectionAndNothingElse() throws Exception {
    start(this::keep);
    byte[][] garbage = {
      "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
      {1, 0, 0x7F, -1, -1, -1, 0, 0, 0, 0},
      {4, 0, 0, 0, 0, 4, 0, 1, 0, 0}
    };
    for (byte[] bytes : garbage) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream().write(bytes);
        // At most an abort, then the end; a silent open connection would time out.
        assertThat(socket.getInputStream().readNBytes(11)).hasSizeLessThanOrEqualTo(10);
      }
    }
    try (ServiceUser user = connect(PresentationContext.verification())) {
      assertThat(user.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void silentCallerIsDisconnectedByArtim() throws Exception {
    start(this::keep, c -> c.withLimits(1 << 16, 4, Duration.ofMillis(100), c.idleTimeout()));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
      socket.setSoTimeout((int) LONGEST.toMillis());
      socket.getOutputStream().write(1);
      assertThat(socket.getInputStream().readNBytes(11)).hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void silentAssociationEndsByTheIdleTimeout() throws Exception {
    start(this::keep, c -> c.withLimits(1 << 16, 4, c.artimTimeout(), Duration.ofMillis(100)));

    try (ServiceUser user = connect(PresentationContext.verification())) {
      event();
      assertThat(event()).isIn(silent());
      assertFault(user::echo, DicomFaultCode.ASSOCIATION_ABORTED);
    }
  }

  @Test
  void closedProviderEndsItsAssociations() throws Exception {
    start(this::keep);
    try (ServiceUser user = connect(PresentationContext.verification())) {
      event();
      provider.close();
      assertThat(event()).isEqualTo(AssociationEnd.SHUT_DOWN);
      assertThatThrownBy(user::echo).isInstanceOf(DicomFault.class);
    }
    assertThat(provider.associations()).isZero();
  }

  @Test
  void portThatIsTakenIsAFaultOfTheConnection() {
    start(this::keep);

    assertFault(
        () ->
            provider()
                .listen(ServerConfig.loopback("THERAFED", provider.port()), this::keep, recorder),
        DicomFaultCode.CONNECTION);
  }

  @Test
  void objectPassesUnderTlsAndAStrangerDoesNot() throws Exception {
    TestKeys node = TestKeys.make(temporary, "node", "ip:127.0.0.1");
    TestKeys caller = TestKeys.makeEc(temporary, "caller", "ip:127.0.0.1");
    TestKeys stranger = TestKeys.makeEc(temporary, "stranger", "ip:127.0.0.1");
    TestKeys elsewhere = TestKeys.makeEc(temporary, "elsewhere", "dns:elsewhere.example");
    List<PresentationContext> contexts = List.of(PresentationContext.of(CT, EXPLICIT));
    start(this::keep, c -> c.withTls(trusting(node, caller)));
    byte[] dataset = object(200_000);

    try (ServiceUser user = user().connect(config().withTls(caller.trusting(node)), contexts)) {
      assertThat(send(user, dataset).status()).isZero();
    }
    assertThat(received.get("2.25.7")).isEqualTo(dataset);
    assertFault(
        () -> user().connect(config().withTls(stranger.trusting(node)), contexts),
        DicomFaultCode.CONNECTION,
        DicomFaultCode.ASSOCIATION_ABORTED);
    assertFault(
        () -> user().connect(config().withTls(caller.trusting(stranger)), contexts),
        DicomFaultCode.CONNECTION);
    provider.close();
    start(this::keep, c -> c.withTls(trusting(elsewhere, caller)));
    assertFault(
        () -> user().connect(config().withTls(caller.trusting(elsewhere)), contexts),
        DicomFaultCode.CONNECTION);
  }

  private static org.therafed.dicom.net.TlsSettings trusting(TestKeys node, TestKeys peer) {
    try {
      return node.trusting(peer);
    } catch (IOException | java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
