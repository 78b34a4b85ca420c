package org.therafed.gateway.intake.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes frames off a stream of bytes, however these are cut into packets: {@code 0B message 1C 0D}.
 * What stands outside a frame is handed on too, so that it can be counted. Memory is bounded by the
 * largest message, time by the longest wait.
 *
 * @see <a href="https://www.hl7.org/documentcenter/public/wg/inm/mllp_transport_specification.PDF">
 *     MLLP transport specification</a>
 */
final class MllpReader {

  static final int START = 0x0B;
  static final int END = 0x1C;
  static final int CR = 0x0D;

  /** Of what is not taken, so much is kept: enough for any header. */
  static final int KEPT_OF_REST = 64 << 10;

  private static final int NONE = -1;
  private static final int LATE = -2;
  // A sender of more than that does not talk HL7, or not to be read.
  private static final int MOST_DRAINED = 8;

  private final InputStream in;
  private final long limit;
  private final long mostNanos;
  private final byte[] buffer = new byte[16 << 10];
  private int position;
  private int filled;
  private boolean ended;
  private long begun;

  /**
   * A reader.
   *
   * @param in blocking, with a read time-out
   * @param limit bytes of the largest message
   * @param most how long one frame may take
   */
  MllpReader(InputStream in, long limit, Duration most) {
    this.in = in;
    this.limit = limit;
    this.mostNanos = most.toNanos();
  }

  /**
   * The next piece; empty: the connection has ended between frames, or was silent for too long.
   *
   * @throws IOException if the connection is broken and nothing of a message had come
   */
  Optional<MllpFrame> next() throws IOException {
    ByteArrayOutputStream outside = new ByteArrayOutputStream();
    begun = System.nanoTime();
    boolean blank = true;
    while (!ended) {
      int b = read(outside.size() > 0);
      if (b == NONE || b == LATE) {
        break;
      }
      if (b == START) {
        if (blank) {
          begun = System.nanoTime();
          return Optional.of(inside());
        }
        position--;
        return Optional.of(new MllpFrame(MllpFrame.Kind.OUTSIDE, outside.toByteArray()));
      }
      if (b == END) {
        if (!blank) {
          return Optional.of(new MllpFrame(MllpFrame.Kind.UNSTARTED, outside.toByteArray()));
        }
        continue;
      }
      if (blank && b <= ' ') {
        begun = System.nanoTime();
        continue;
      }
      blank = false;
      outside.write(b);
      ended = outside.size() >= KEPT_OF_REST;
    }
    ended = true;
    return blank
        ? Optional.empty()
        : Optional.of(new MllpFrame(MllpFrame.Kind.OUTSIDE, outside.toByteArray()));
  }

  private MllpFrame inside() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream(1024);
    long size = 0;
    while (true) {
      int b = read(true);
      if (b == END) {
        return new MllpFrame(
            size > limit ? MllpFrame.Kind.TOO_LARGE : MllpFrame.Kind.MESSAGE,
            message.toByteArray());
      }
      if (b == START || b == NONE || b == LATE) {
        if (b == START) {
          position--;
        } else {
          ended = true;
        }
        return new MllpFrame(MllpFrame.Kind.CUT, kept(message));
      }
      size++;
      if (size <= limit) {
        message.write(b);
      } else if (size == limit + 1) {
        byte[] beginning = kept(message);
        message = new ByteArrayOutputStream(beginning.length);
        message.write(beginning, 0, beginning.length);
      } else if (size > limit * MOST_DRAINED) {
        ended = true;
        return new MllpFrame(MllpFrame.Kind.TOO_LARGE, message.toByteArray());
      }
    }
  }

  private static byte[] kept(ByteArrayOutputStream message) {
    byte[] all = message.toByteArray();
    return all.length <= KEPT_OF_REST ? all : java.util.Arrays.copyOf(all, KEPT_OF_REST);
  }

  /** Whether nothing further will come. */
  boolean ended() {
    return ended;
  }

  private int read(boolean begunToCome) throws IOException {
    if (position == filled) {
      if (begunToCome && System.nanoTime() - begun > mostNanos) {
        return LATE;
      }
      try {
        filled = in.read(buffer);
      } catch (SocketTimeoutException silent) {
        filled = 0;
        position = 0;
        return LATE;
      } catch (IOException broken) {
        filled = 0;
        position = 0;
        if (!begunToCome) {
          throw broken;
        }
        // What has come of the message is counted as cut.
        return NONE;
      }
      position = 0;
      if (filled < 0) {
        filled = 0;
        return NONE;
      }
      if (filled == 0) {
        return read(begunToCome);
      }
    }
    return buffer[position++] & 0xFF;
  }
}
