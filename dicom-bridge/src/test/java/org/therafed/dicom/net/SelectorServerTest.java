package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.TransferSyntax;

/** What the one waiting thread of the server gives: threads, back-pressure, time-outs. */
class SelectorServerTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();
  private static final int MANY = 60;

  private final BlockingQueue<AssociationEnd> ends = new LinkedBlockingQueue<>();
  private final AssociationListener recorder =
      new AssociationListener() {
        @Override
        public void associationEnded(AssociationInfo association, AssociationEnd end) {
          ends.add(end);
        }
      };
  private DicomServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private void start(StoreHandler handler, ServerConfig config) {
    server = DicomServer.start(config, handler, recorder);
  }

  private static ServerConfig config() {
    return ServerConfig.loopback("THERAFED", 0);
  }

  private DicomClient connect() {
    return DicomClient.connect(
        "127.0.0.1",
        server.port(),
        "TESTSCU",
        "THERAFED",
        PresentationContext.of(CT, EXPLICIT),
        PresentationContext.verification());
  }

  private long workers() {
    String prefix = "dicom-worker-" + server.port() + "-";
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }

  @Test
  void silentAssociationsAndDrippingCallersHoldNoThread() throws Exception {
    start(request -> StoreOutcome.SUCCESS, config());
    List<DicomClient> clients = new ArrayList<>();
    List<Socket> dripping = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        DicomClient client = connect();
        clients.add(client);
        assertThat(client.echo().isSuccess()).isTrue();
      }
      for (int i = 0; i < 15; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        dripping.add(socket);
        socket.getOutputStream().write(1);
      }
      assertThat(server.associations()).isEqualTo(MANY);
      // One after the other: a worker is done before it is needed again, or nearly so.
      assertThat(workers()).isLessThan(MANY / 3);
      for (DicomClient client : clients) {
        assertThat(client.echo().isSuccess()).isTrue();
      }
    } finally {
      for (Socket socket : dripping) {
        socket.close();
      }
      clients.forEach(DicomClient::close);
    }
  }

  @Test
  void handlerThatDoesNotReadStopsItsSender() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    start(
        request -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return StoreOutcome.SUCCESS;
        },
        config());
    AtomicLong taken = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken.incrementAndGet();
            return 0;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            taken.addAndGet(length);
            return length;
          }
        };
    ClientConfig impatient =
        ClientConfig.of("127.0.0.1", server.port(), "TESTSCU", "THERAFED")
            .withTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(1));
    try (DicomClient client =
        DicomClient.connect(impatient, List.of(PresentationContext.of(CT, EXPLICIT)))) {
      assertThatThrownBy(() -> client.store(CT, "2.25.1", EXPLICIT, endless))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.TIMEOUT));
    } finally {
      release.countDown();
    }
    // What the buffers of both sockets take, and no more.
    assertThat(taken.get()).isPositive().isLessThan(64L << 20);
  }

  @Test
  void messageThatDoesNotBecomeWholeEndsByTheDimseTimeout() throws Exception {
    start(
        request -> {
          request.dataset().readAllBytes();
          return StoreOutcome.SUCCESS;
        },
        config().withMessages(Duration.ofMillis(300), 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      DataInputStream in = associate(socket, new byte[0]);
      byte[] part = new byte[Pdu.DATA_HEADER + 100];
      Command.dataHeader(part, 0, 1, 100, 0);
      byte[] command = Command.bytes(Command.storeRequest(1, CT, "2.25.1"));
      socket.getOutputStream().write(Items.join(Command.pdus(1, command, 16384), part));
      assertThat(in.readNBytes(10)).startsWith(Pdu.ABORT);
    }
    assertThat(ends.poll(1, TimeUnit.MINUTES)).isEqualTo(AssociationEnd.TIMED_OUT);
  }

  /** Asks for an association with a context of CT, with bytes sent at once behind the request. */
  private static DataInputStream associate(Socket socket, byte[] behind) throws IOException {
    return associate(socket, behind, 16384);
  }

  private static DataInputStream associate(Socket socket, byte[] behind, long maxLength)
      throws IOException {
    byte[] request =
        AssociateCodec.encode(
            new AssociateRequest(
                1,
                "THERAFED",
                "RAW",
                Pdu.APPLICATION_CONTEXT,
                List.of(
                    new AssociateRequest.Proposed(1, CT, List.of(EXPLICIT)),
                    new AssociateRequest.Proposed(
                        3, PresentationContext.VERIFICATION, List.of(EXPLICIT))),
                UserInformation.of(maxLength)));
    socket.getOutputStream().write(Items.join(request, behind));
    DataInputStream in = new DataInputStream(socket.getInputStream());
    assertThat(in.readByte()).isEqualTo((byte) Pdu.ASSOCIATE_AC);
    in.readByte();
    in.skipNBytes(in.readInt());
    return in;
  }

  @Test
  void abortReachesAPeerThatIsStillSending() throws Exception {
    start(request -> StoreOutcome.SUCCESS, config());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      // No request, and more behind it than one read takes.
      byte[] much = new byte[1 << 20];
      much[0] = Pdu.DATA;
      socket.getOutputStream().write(much);
      assertThat(new DataInputStream(socket.getInputStream()).readNBytes(10)).startsWith(Pdu.ABORT);
    }
  }

  @Test
  void dataBehindTheRequestIsNotLost() throws Exception {
    start(request -> StoreOutcome.SUCCESS, config());
    byte[] echo = Command.pdus(3, Command.bytes(Command.echoRequest(1)), 16384);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      DataInputStream in = associate(socket, echo);
      assertThat(in.readByte()).isEqualTo((byte) Pdu.DATA);
    }
  }

  @Test
  void answersAreNoLongerThanThePeerTakes() throws Exception {
    start(request -> StoreOutcome.SUCCESS, config());
    byte[] echo = Command.pdus(3, Command.bytes(Command.echoRequest(1)), 16384);
    for (int most : new int[] {8, 17, 32, 80, 128}) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.setSoTimeout(60_000);
        DataInputStream in = associate(socket, echo, most);
        boolean last = false;
        while (!last) {
          assertThat(in.readByte()).isEqualTo((byte) Pdu.DATA);
          in.readByte();
          byte[] body = in.readNBytes(in.readInt());
          assertThat(body.length).isLessThanOrEqualTo(most).isEven();
          last = (body[5] & 2) != 0;
        }
      }
    }
  }
}
