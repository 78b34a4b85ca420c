package org.therafed.evidence.rounds.mask;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.rounds.RoundSums;

/**
 * Sums in fixed point under masks, added modulo 2¹²⁸. One site's are indistinguishable from noise
 * to whoever lacks its pairwise secrets; when those of all the sites of a round are merged, the
 * masks cancel and {@link #total} reads the sum.
 */
@PartialFormat(kind = "masked-sums", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class MaskedSums implements Partial<MaskedSums> {
  private static final MaskedSums EMPTY = new MaskedSums(0, FixedPoint.defaults(), new long[0]);

  private final int sites;
  private final FixedPoint scale;

  /** High and low word of each sum. */
  private final long[] words;

  @JsonCreator
  MaskedSums(
      @JsonProperty("sites") int sites,
      @JsonProperty("scale") FixedPoint scale,
      @JsonProperty("words") long[] words) {
    this.sites = sites;
    this.scale = scale;
    this.words = words.clone();
    if (sites < 0 || scale == null || words.length % 2 != 0 || (sites == 0 && words.length > 0)) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with("no masked sums");
    }
  }

  /** The sums of no site. */
  public static MaskedSums empty() {
    return EMPTY;
  }

  /** How many sites' answers are in it. */
  public int sites() {
    return sites;
  }

  /** How many sums there are. */
  public int size() {
    return words.length / 2;
  }

  /** The ring elements as bytes, 16 for each, high byte first: what an onlooker sees. */
  public byte[] bytes() {
    byte[] bytes = new byte[words.length * 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i / 8] >>> (56 - 8 * (i % 8)));
    }
    return bytes;
  }

  @Override
  public MaskedSums merge(MaskedSums other) {
    if (sites == 0) {
      return other;
    }
    if (other.sites == 0) {
      return this;
    }
    if (words.length != other.words.length || !scale.equals(other.scale)) {
      throw EvidenceCode.ROUND_SHAPE.with(size() + " and " + other.size() + " masked sums");
    }
    long[] sum = words.clone();
    for (int at = 0; at < sum.length; at += 2) {
      add(sum, at, other.words[at], other.words[at + 1]);
    }
    return new MaskedSums(sites + other.sites, scale, sum);
  }

  /** The sums with the elements of a stream added to them, or subtracted. */
  MaskedSums shifted(byte[] stream, boolean added) {
    long[] shifted = words.clone();
    for (int at = 0; at < shifted.length; at += 2) {
      long high = MaskStream.word(stream, 8 * at);
      long low = MaskStream.word(stream, 8 * at + 8);
      if (added) {
        add(shifted, at, high, low);
      } else {
        subtract(shifted, at, high, low);
      }
    }
    return new MaskedSums(sites, scale, shifted);
  }

  /** Adds modulo 2¹²⁸. */
  static void add(long[] words, int at, long high, long low) {
    long sum = words[at + 1] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    words[at + 1] = sum;
    words[at] += high + carry;
  }

  /** Subtracts modulo 2¹²⁸. */
  static void subtract(long[] words, int at, long high, long low) {
    long borrow = Long.compareUnsigned(words[at + 1], low) < 0 ? 1 : 0;
    words[at + 1] -= low;
    words[at] -= high + borrow;
  }

  /**
   * The total, if the masks have cancelled.
   *
   * @param expected how many sites masked among each other
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-MASK-002} if one is missing,
   *     {@code EV-MASK-001} if the total is beyond what so many sites can sum to
   */
  public RoundSums total(int expected) {
    if (sites != expected) {
      throw EvidenceCode.MASK_PEERS.with(sites + " of " + expected + " answers");
    }
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.decode(words[2 * i], words[2 * i + 1], sites);
    }
    return new RoundSums(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaskedSums o
        && sites == o.sites
        && Arrays.equals(words, o.words)
        && scale.equals(o.scale);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "MaskedSums[" + size() + " of " + sites + " sites]";
  }
}
