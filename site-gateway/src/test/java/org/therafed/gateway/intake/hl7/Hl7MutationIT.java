package org.therafed.gateway.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * Mutated messages: each is answered in protocol, none is lost, and the sum holds. A few hundred by
 * default; {@code -Dtherafed.hl7.mutations=10000} for as many as wanted. Seeded, so that every run
 * sends the same.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class Hl7MutationIT extends WithRegistry {

  private static final int COUNT = Integer.getInteger("therafed.hl7.mutations", 300);
  private static final long SEED = 20261122;
  private static final byte[] MARKS = "|^~\\&\r\n\"#0.-X".getBytes(StandardCharsets.US_ASCII);

  @Inject MllpListener listener;

  private final Random random = new Random(SEED);

  private static List<String[]> seeds() {
    return List.of(
        Messages.psa("MUT-1", "ID-M", "L-M", "4.2"),
        Messages.adt("A08", "MUT-2", "ID-M"),
        Messages.ras("MUT-3", "ID-M", "C-M", 1),
        new String[] {
          Messages.msh("DFT^P03^DFT_P03", "ID-M") + "|||||CHN",
          Messages.pid("MUT-4"),
          "ORC|RE|C-M",
          "FT1|1|CH-M||20250217|20250218|CG|drug^^THERAFED||||98000.00"
        },
        new String[] {
          Messages.msh("MDM^T02^MDM_T02", "ID-M"), Messages.pid("MUT-5"), "OBX|1|TX|||Text"
        });
  }

  /** One to four changes, nearly always of the content, sometimes of the frame. */
  private byte[] mutated(int number) {
    String[] lines = seeds().get(random.nextInt(seeds().size())).clone();
    lines[0] = lines[0].replace("ID-M", "ID-M-" + number);
    if (random.nextInt(4) == 0) {
      String[] charsets = {"UNICODE UTF-8", "GB 18030-2000", "8859/1", "ISO IR87", "?", "UTF-16"};
      lines[0] += "||||||" + charsets[random.nextInt(charsets.length)];
    }
    Charset charset = random.nextInt(3) == 0 ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
    byte[] content = String.join("\r", lines).getBytes(charset);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      content = changed(content);
    }
    return content;
  }

  private byte[] changed(byte[] content) {
    if (content.length < 10) {
      return content;
    }
    int at = random.nextInt(content.length);
    byte[] changed = content.clone();
    switch (random.nextInt(8)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed[at] = MARKS[random.nextInt(MARKS.length)];
      case 2 -> changed = Arrays.copyOf(content, at);
      case 3 -> changed = Arrays.copyOfRange(content, at, content.length);
      case 4 -> changed = joined(content, Arrays.copyOfRange(content, at, content.length));
      case 5 ->
          changed =
              joined(
                  Arrays.copyOf(content, at),
                  "|".repeat(random.nextInt(300)).getBytes(StandardCharsets.US_ASCII),
                  Arrays.copyOfRange(content, at, content.length));
      case 6 -> Arrays.fill(changed, at, Math.min(content.length, at + 20), (byte) '9');
      default ->
          changed =
              joined(
                  Arrays.copyOf(content, at),
                  new byte[] {(byte) random.nextInt(256), 0, (byte) 0xFF},
                  Arrays.copyOfRange(content, at, content.length));
    }
    return changed;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void everyMutatedMessageIsAnsweredAndNoneIsLost() throws IOException {
    for (int i = 1; i <= 5; i++) {
      Gateway.consent("MUT-" + i);
    }
    Gateway.settled();
    Map<String, Long> before = Gateway.outcomes();
    Map<String, Integer> answers = new TreeMap<>();
    long pieces = 0;
    MllpClient client = MllpClient.connect(listener.port());
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      // Now and then one comes again, byte for byte.
      boolean again = !sent.isEmpty() && random.nextInt(20) == 0;
      byte[] content = again ? sent.get(random.nextInt(sent.size())) : mutated(i);
      sent.add(content);
      Pieces expected = Pieces.of(content);
      pieces += expected.counted();
      client.raw(MllpClient.framed(content));
      for (int answer = 0; answer < expected.answered(); answer++) {
        answers.merge(code(client), 1, Integer::sum);
      }
    }
    client.close();
    long expected = before.get("received") + pieces;
    Eventually.holds(
        () -> "all " + expected + " are counted: " + Gateway.outcomes(),
        () -> Gateway.outcomes().get("received") == expected);
    Gateway.settled();
    Gateway.countsAddUp();
    Map<String, Long> after = Gateway.outcomes();
    System.out.printf(
        "Hl7MutationIT: %d messages, answers %s, before %s, after %s%n",
        COUNT, answers, before, after);
    assertThat(answers.keySet()).isSubsetOf("AA", "AE", "AR", "CA", "CE", "CR");
    assertThat(answers).containsKeys("AA", "AE", "AR");
    long refused = after.get("refused") - before.get("refused");
    long notTaken =
        answers.entrySet().stream()
            .filter(entry -> !entry.getKey().endsWith("A"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    // A piece that ends in no answer is refused, too.
    assertThat(refused).isGreaterThanOrEqualTo(notTaken);
    assertThat(after.get("superseded")).isGreaterThan(before.get("superseded"));
  }

  private static String code(MllpClient client) throws IOException {
    try {
      String answer = client.answer(StandardCharsets.ISO_8859_1);
      return answer.replaceAll("(?s).*\\rMSA\\|(\\w\\w).*", "$1");
    } catch (EOFException e) {
      throw new AssertionError("A message was not answered.", e);
    }
  }

  /**
   * What a frame of these bytes is to the other side: bytes of the frame's own within the content
   * make several pieces of it.
   *
   * @param counted how many arrivals
   * @param answered how many of them end as a message does
   */
  private record Pieces(int counted, int answered) {
    static Pieces of(byte[] content) {
      int counted = 0;
      int answered = 0;
      boolean inside = true;
      boolean blank = false;
      byte[] framed = joined(content, new byte[] {0x1C, 0x0D});
      for (byte b : framed) {
        if (b == 0x0B) {
          counted += inside || !blank ? 1 : 0;
          inside = true;
        } else if (b == 0x1C) {
          counted += inside || !blank ? 1 : 0;
          answered += inside || !blank ? 1 : 0;
          inside = false;
          blank = true;
        } else if (!inside && (b & 0xFF) > ' ') {
          blank = false;
        }
      }
      return new Pieces(counted, answered);
    }
  }
}
