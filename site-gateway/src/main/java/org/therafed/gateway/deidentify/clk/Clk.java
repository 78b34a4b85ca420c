package org.therafed.gateway.deidentify.clk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A cryptographic long-term key: bits that are alike where persons are. Says nothing in logs.
 *
 * @see <a href="https://doi.org/10.1186/1472-6947-9-41">Schnell, Bachteler, Reiher 2009</a>
 */
public final class Clk {

  private final long[] bits;
  private final int ones;

  Clk(long[] bits) {
    this.bits = bits.clone();
    this.ones = Arrays.stream(bits).mapToInt(Long::bitCount).sum();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Clk parse(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length == 0 || bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException("No key: a multiple of 64 bits is needed.");
    }
    long[] bits = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(bits);
    return new Clk(bits);
  }

  /** In base64. */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(bits.length * Long.BYTES);
    bytes.asLongBuffer().put(bits);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Bits of the key. */
  public int length() {
    return bits.length * Long.SIZE;
  }

  /** Bits that are set. */
  public int ones() {
    return ones;
  }

  /**
   * How alike two keys of one form are: Dice coefficient, 0 to 1. Of balanced keys, half of whose
   * bits are always set, it is at least about one half for any two persons.
   *
   * @throws IllegalArgumentException for keys of different lengths
   */
  public double dice(Clk other) {
    if (bits.length != other.bits.length) {
      throw new IllegalArgumentException("Keys of one length can be compared.");
    }
    int common = 0;
    for (int i = 0; i < bits.length; i++) {
      common += Long.bitCount(bits[i] & other.bits[i]);
    }
    return ones + other.ones == 0 ? 0 : 2.0 * common / (ones + other.ones);
  }

  @Override
  public String toString() {
    return "Clk[…]";
  }
}
