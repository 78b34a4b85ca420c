package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

/** Whole PDUs changed at random, always in the same way: the seed is fixed. */
@Timeout(300)
class PduFuzzTest {
  private static final int ROUNDS = 40_000;
  private static final int CONNECTIONS = 300;
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

  /** Whole inputs of the target; also the first corpus of a coverage-guided run. */
  static List<byte[]> seeds() {
    byte[] request = Items.join(request());
    byte[] body = java.util.Arrays.copyOfRange(request, Pdu.HEADER, request.length);
    byte[] accept =
        AssociateCodec.encode(
            new AssociateAccept(
                "A",
                "B",
                List.of(
                    new AssociateAccept.Result(1, 0, EXPLICIT),
                    new AssociateAccept.Result(3, 4, EXPLICIT)),
                user()));
    byte[] acceptBody = java.util.Arrays.copyOfRange(accept, Pdu.HEADER, accept.length);
    return List.of(
        Items.join(new byte[] {0}, body),
        Items.join(new byte[] {1}, acceptBody),
        Items.join(new byte[] {2}, request),
        Items.join(new byte[] {3}, messages()));
  }

  private static byte[] request() {
    return AssociateCodec.encode(
        new AssociateRequest(
            1,
            "THERAFED",
            "FUZZ",
            Pdu.APPLICATION_CONTEXT,
            List.of(
                new AssociateRequest.Proposed(
                    1, PresentationContext.VERIFICATION, List.of(EXPLICIT)),
                new AssociateRequest.Proposed(
                    3, "1.2.840.10008.5.1.4.1.1.2", List.of("1.2", EXPLICIT))),
            user()));
  }

  private static UserInformation user() {
    return new UserInformation(
        16384,
        Optional.of(new UserInformation.Operations(4, 1)),
        Map.of(PresentationContext.VERIFICATION, new Role(true, true)),
        Map.of("1.2.3", new byte[] {1, 2, 3}),
        Map.of("1.2.3", Negotiation.STORAGE_SERVICE_CLASS),
        Optional.of(UserIdentity.passcode("user", "pass")),
        Optional.of(new byte[] {7}));
  }

  private static byte[] messages() {
    DataSet event = Command.eventReport(5, PresentationContext.COMMITMENT, Commitment.INSTANCE, 2);
    byte[] result =
        DataSetWriter.toBytes(
            Commitment.encode(
                new CommitmentResult(
                    "2.25.1",
                    List.of(new SopReference("1.2", "2.25.2")),
                    List.of(
                        new CommitmentResult.Failure(new SopReference("1.2", "2.25.3"), 0x112)))),
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    byte[] data = new byte[Pdu.DATA_HEADER + result.length];
    Command.dataHeader(data, 0, 1, result.length, 2);
    System.arraycopy(result, 0, data, Pdu.DATA_HEADER, result.length);
    DataSet store =
        Command.storeRequest(6, "1.2.840.10008.5.1.4.1.1.2", "2.25.9")
            .put(Tag.ErrorComment, VR.LO, "x");
    return Items.join(
        Command.pdus(1, Command.bytes(event), 16384),
        data,
        Command.pdus(3, Command.bytes(store), 60),
        data);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = 1 + random.nextInt(bytes.length - 1);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) 0xFF;
        case 2 -> bytes[at] = 0;
        case 3 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(2, at));
        default -> {
          byte[] tail = java.util.Arrays.copyOfRange(bytes, at, bytes.length);
          bytes = Items.join(java.util.Arrays.copyOf(bytes, at), tail, tail);
        }
      }
    }
    return bytes;
  }

  @Test
  void seedsThemselvesAreDecoded() throws IOException {
    List<byte[]> seeds = seeds();
    byte[] request = java.util.Arrays.copyOfRange(seeds.get(0), 1, seeds.get(0).length);
    AssociateRequest decoded = AssociateCodec.request(request);
    assertThat(decoded.user().roles())
        .containsEntry(PresentationContext.VERIFICATION, new Role(true, true));
    assertThat(decoded.user().operations()).contains(new UserInformation.Operations(4, 1));
    assertThat(decoded.user().serviceClasses())
        .containsEntry("1.2.3", Negotiation.STORAGE_SERVICE_CLASS);
    assertThat(decoded.user().identity())
        .hasValueSatisfying(user -> assertThat(user.secondary()).hasSize(4));
    assertThat(seeds.subList(0, 3)).allMatch(PduFuzz::decodes);
  }

  @Test
  void changedPdusRaiseDeclaredFaultsOnly() {
    Random random = new Random(20_261_121L);
    List<byte[]> seeds = seeds();
    for (int round = 0; round < ROUNDS; round++) {
      PduFuzz.fuzzerTestOneInput(mutated(seeds.get(round % seeds.size()), random));
    }
  }

  @Test
  void serverOutlivesThemAndServesTheNext() throws IOException {
    Random random = new Random(5L);
    List<AssociationEnd> ends = java.util.Collections.synchronizedList(new ArrayList<>());
    AssociationListener listener =
        new AssociationListener() {
          @Override
          public void associationEnded(AssociationInfo association, AssociationEnd end) {
            ends.add(end);
          }
        };
    byte[] whole = Items.join(new byte[] {0}, request(), messages());
    int cutShort = 0;
    try (DicomServer server =
        DicomServer.start(
            ServerConfig.loopback("THERAFED", 0),
            request -> {
              request.dataset().readAllBytes();
              return StoreOutcome.SUCCESS;
            },
            listener)) {
      for (int i = 0; i < CONNECTIONS; i++) {
        byte[] bytes = mutated(whole, random);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          socket.setSoTimeout(60_000);
          socket.getOutputStream().write(bytes, 1, bytes.length - 1);
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException e) {
          // The server may close while more is being sent; that it lives is asked below.
          cutShort++;
        }
      }
      try (DicomClient client =
          DicomClient.connect(
              "127.0.0.1",
              server.port(),
              "TESTSCU",
              "THERAFED",
              PresentationContext.verification())) {
        assertThat(client.echo().isSuccess()).isTrue();
      }
    }
    assertThat(cutShort).isLessThan(CONNECTIONS / 2);
    assertThat(ends).doesNotContain(AssociationEnd.TIMED_OUT);
  }
}
