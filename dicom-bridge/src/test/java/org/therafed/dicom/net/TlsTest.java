package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.TestKeys;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.TransferSyntax;

class TlsTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

  @TempDir static Path folder;
  private static TestKeys node;
  private static TestKeys caller;
  private static TestKeys stranger;
  private static TestKeys elsewhere;

  private final Map<String, byte[]> arrived = new ConcurrentHashMap<>();
  private final BlockingQueue<AssociationRejection> rejections = new LinkedBlockingQueue<>();
  private DicomServer server;

  @BeforeAll
  static void keys() throws Exception {
    node = TestKeys.make(folder, "node", "ip:127.0.0.1");
    caller = TestKeys.makeEc(folder, "caller", "ip:127.0.0.1");
    stranger = TestKeys.makeEc(folder, "stranger", "ip:127.0.0.1");
    elsewhere = TestKeys.makeEc(folder, "elsewhere", "dns:elsewhere.example");
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private void start(TlsSettings settings) {
    server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0)
                .withLimits(1 << 16, 4, Duration.ofSeconds(30), Duration.ofMinutes(1))
                .withTls(settings),
            Peers.into(arrived),
            listener());
  }

  private AssociationListener listener() {
    return new AssociationListener() {
      @Override
      public void associationRejected(AssociationRejection rejection) {
        rejections.add(rejection);
      }
    };
  }

  private AssociationRejection rejection() throws InterruptedException {
    return rejections.poll(30, TimeUnit.SECONDS);
  }

  private DicomClient connect(TlsSettings settings) {
    return DicomClient.connect(
        ClientConfig.of("127.0.0.1", server.port(), "TESTSCU", "THERAFED").withTls(settings),
        List.of(PresentationContext.of(CT, EXPLICIT), PresentationContext.verification()));
  }

  @Test
  void objectsOfAnySizePassUnderTls() throws Exception {
    start(node.trusting(caller));
    byte[] large = new byte[5_000_000];
    new java.util.Random(7).nextBytes(large);

    try (DicomClient client = connect(caller.trusting(node))) {
      assertThat(client.echo().isSuccess()).isTrue();
      for (int size : new int[] {1, 16_383, 16_384, 70_000, large.length}) {
        byte[] object = java.util.Arrays.copyOf(large, size);
        assertThat(
                client
                    .store(CT, "2.25." + size, EXPLICIT, new ByteArrayInputStream(object))
                    .isSuccess())
            .isTrue();
        assertThat(arrived.get("2.25." + size)).isEqualTo(object);
      }
    }
  }

  @Test
  void callerWithoutTrustedCertificateGetsNoAssociation() throws Exception {
    start(node.trusting(caller));

    assertThatThrownBy(() -> connect(stranger.trusting(node)))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault ->
                assertThat(fault.code())
                    .isIn(DicomFaultCode.CONNECTION, DicomFaultCode.ASSOCIATION_ABORTED));
    assertThat(rejection()).isEqualTo(AssociationRejection.TLS_HANDSHAKE_FAILED);
    try (DicomClient client = connect(caller.trusting(node))) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void strangersCertificateIsTakenWhereNoneIsNeeded() throws Exception {
    start(node.trusting(caller).withClientCertificate(false));

    try (DicomClient client = connect(stranger.trusting(node))) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void nodeThatIsNotTrustedIsNotCalled() throws Exception {
    start(stranger.trusting(caller));

    assertThatThrownBy(() -> connect(caller.trusting(node)))
        .hasMessageContaining("TLS with the peer failed: no trusted authority stands behind");
  }

  @Test
  void certificateOfAnotherHostIsRefusedUnlessTheCheckIsOff() throws Exception {
    start(elsewhere.trusting(caller));

    assertThatThrownBy(() -> connect(caller.trusting(elsewhere)))
        .hasMessageContaining("TLS with the peer failed: ")
        .hasMessageContaining("names another host");
    try (DicomClient client = connect(caller.trusting(elsewhere).withHostCheck(false))) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void plainCallerOfATlsPortIsTurnedAwayAndOthersAreServed() throws Exception {
    start(node.trusting(caller));

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      // A TLS alert at most, then the end.
      assertThat(in.readAllBytes().length).isLessThan(100);
    }
    assertThatThrownBy(
            () ->
                DicomClient.connect(
                    "127.0.0.1",
                    server.port(),
                    "TESTSCU",
                    "THERAFED",
                    PresentationContext.verification()))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("the peer seems to speak TLS");
    assertThat(rejection()).isEqualTo(AssociationRejection.CALLER_WITHOUT_TLS);
    assertThat(rejection()).isEqualTo(AssociationRejection.CALLER_WITHOUT_TLS);
    try (DicomClient client = connect(caller.trusting(node))) {
      assertThat(client.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void callerUnderTlsOfAPlainPortIsTold() throws Exception {
    server =
        DicomServer.start(ServerConfig.loopback("THERAFED", 0), Peers.into(arrived), listener());

    assertThatThrownBy(() -> connect(caller.trusting(node)))
        .hasMessageContaining("TLS with the peer failed: the other side does not speak TLS");
    assertThat(rejection()).isEqualTo(AssociationRejection.CALLER_WITH_TLS);
  }

  @Test
  void onlyTheSuitesOfTheProfileAreOffered() throws Exception {
    SSLEngine engine = node.trusting(caller).server();

    assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    assertThat(engine.getEnabledCipherSuites())
        .isNotEmpty()
        .allMatch(suite -> TlsSettings.SUITES.contains(suite))
        .noneMatch(suite -> suite.contains("CBC") || suite.startsWith("TLS_RSA"));
    assertThat(engine.getNeedClientAuth()).isTrue();
  }
}
