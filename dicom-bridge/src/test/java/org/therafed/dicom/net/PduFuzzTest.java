package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole PDUs changed at random, always in the same way: the seed is fixed. */
@Timeout(300)
class PduFuzzTest {
  private static final int ROUNDS = 40_000;
  private static final int CONNECTIONS = 300;

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
    List<byte[]> seeds = PduSeeds.all();
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
    List<byte[]> seeds = PduSeeds.all();
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
    byte[] whole = PduSeeds.conversation();
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
