package org.therafed.gateway.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MllpReaderTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static List<String> read(InputStream in, long limit) throws IOException {
    MllpReader reader = new MllpReader(in, limit, LONG);
    List<String> frames = new ArrayList<>();
    for (Optional<MllpFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
      frames.add(
          frame.get().kind()
              + ":"
              + new String(frame.get().content(), StandardCharsets.ISO_8859_1));
    }
    return frames;
  }

  private static List<String> read(String bytes) throws IOException {
    return read(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)), 100);
  }

  @Test
  void aFrameIsAMessage() throws IOException {
    assertThat(read("\u000bMSH|1\r\u001c\r")).containsExactly("MESSAGE:MSH|1\r");
  }

  @Test
  void framesInOnePacketAreMessagesOfTheirOwn() throws IOException {
    assertThat(read("\u000bA\u001c\r\u000bB\u001c\r\n \u000bC\u001c\r"))
        .containsExactly("MESSAGE:A", "MESSAGE:B", "MESSAGE:C");
  }

  @Test
  void aMessageInPacketsOfAnySizeIsOneMessage() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Random random = new Random(11);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String message = "MSH|" + "x".repeat(random.nextInt(90)) + "\r";
      stream.writeBytes(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.ISO_8859_1));
      expected.add("MESSAGE:" + message);
    }
    InputStream drops =
        new ByteArrayInputStream(stream.toByteArray()) {
          @Override
          public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, 1 + random.nextInt(7)));
          }

          @Override
          public int read(byte[] b) throws IOException {
            return read(b, 0, b.length);
          }
        };
    assertThat(read(drops, 100)).isEqualTo(expected);
  }

  @Test
  void theLastByteOfAFrameIsNotWaitedFor() throws IOException {
    assertThat(read("\u000bA\u001c\u000bB\u001c")).containsExactly("MESSAGE:A", "MESSAGE:B");
  }

  @Test
  void bytesBetweenFramesAreHandedOnByThemselves() throws IOException {
    assertThat(read("junk\u000bA\u001c\r\r\n\u000bB\u001c\r"))
        .containsExactly("OUTSIDE:junk", "MESSAGE:A", "MESSAGE:B");
    assertThat(read("junk")).containsExactly("OUTSIDE:junk");
  }

  @Test
  void aMessageWithoutItsStartIsOneThatIsToBeAnswered() throws IOException {
    assertThat(read("MSH|1\r\u001c\r\u000bB\u001c\r"))
        .containsExactly("UNSTARTED:MSH|1\r", "MESSAGE:B");
  }

  @Test
  void aStartWithinAMessageCutsIt() throws IOException {
    assertThat(read("\u000bMSH|1\u000bMSH|2\u001c\r"))
        .containsExactly("CUT:MSH|1", "MESSAGE:MSH|2");
  }

  @Test
  void aMessageThatTheConnectionCutsIsHandedOn() throws IOException {
    assertThat(read("\u000bMSH|1")).containsExactly("CUT:MSH|1");
  }

  @Test
  void ofALargeMessageOnlyTheBeginningIsKeptAndTheNextIsRead() throws IOException {
    List<String> frames = read("\u000bMSH|" + "x".repeat(300) + "\u001c\r\u000bB\u001c\r");
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0)).startsWith("TOO_LARGE:MSH|x").hasSize("TOO_LARGE:".length() + 100);
    assertThat(frames.get(1)).isEqualTo("MESSAGE:B");
  }

  @Test
  void aMessageBeyondAllBoundsEndsTheConnection() throws IOException {
    assertThat(read("\u000b" + "x".repeat(5000) + "\u001c\r\u000bB\u001c\r")).hasSize(1);
  }

  @Test
  void silenceWithinAMessageCutsItAndBetweenMessagesEndsTheConnection() throws IOException {
    InputStream silent =
        new ByteArrayInputStream("\u000bMSH|1".getBytes(StandardCharsets.ISO_8859_1)) {
          @Override
          public int read(byte[] b) throws IOException {
            int read = super.read(b);
            if (read < 0) {
              throw new SocketTimeoutException();
            }
            return read;
          }
        };
    assertThat(read(silent, 100)).containsExactly("CUT:MSH|1");
    assertThat(read(silent, 100)).isEmpty();
  }

  @Test
  void aMessageThatComesDropByDropForTooLongIsCut() throws IOException {
    MllpReader reader =
        new MllpReader(
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }

              private boolean begun;

              @Override
              public int read(byte[] b, int offset, int length) {
                b[offset] = (byte) (begun ? 'x' : 0x0B);
                begun = true;
                return 1;
              }
            },
            1 << 20,
            Duration.ofMillis(5));
    assertThat(reader.next()).map(MllpFrame::kind).contains(MllpFrame.Kind.CUT);
    assertThat(reader.ended()).isTrue();
  }
}
