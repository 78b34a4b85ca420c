package org.therafed.evidence.rounds.mask;

import java.math.BigInteger;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * Doubles as integers modulo 2¹²⁸: x becomes round(x·2^fractionBits), so sums in the ring are exact
 * and differ from the doubles' true sum by at most half a unit, 2^(−fractionBits−1), per addend.
 *
 * @param fractionBits bits after the point (60: units of 8.7e-19)
 * @param rangeBits a single site's number is below 2^rangeBits in size (56: 7.2e16)
 */
public record FixedPoint(int fractionBits, int rangeBits) {
  private static final FixedPoint DEFAULTS = new FixedPoint(60, 56);
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  /** Bits left for the sign and for adding up to 1,023 sites. */
  private static final int SPARE = 11;

  public FixedPoint {
    if (fractionBits < 0 || rangeBits < 1 || fractionBits + rangeBits > 128 - SPARE) {
      throw EvidenceCode.MASK_OVERFLOW.with(fractionBits + " and " + rangeBits + " bits declared");
    }
  }

  /** 60 bits after the point, numbers to 2⁵⁶. */
  public static FixedPoint defaults() {
    return DEFAULTS;
  }

  /**
   * Writes a number as its high and low word.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-MASK-001} if it is out of range
   */
  void encode(double value, long[] words, int at) {
    if (!(Math.abs(value) < Math.scalb(1.0, rangeBits))) {
      throw EvidenceCode.MASK_OVERFLOW.with("a size beyond 2^" + rangeBits);
    }
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
    // value = mantissa·2^(exponent − 52), the mantissa a whole number below 2^53.
    long mantissa = (long) Math.scalb(value, 52 - exponent);
    int shift = exponent - 52 + fractionBits;
    BigInteger fixed;
    if (shift >= 0) {
      fixed = BigInteger.valueOf(mantissa).shiftLeft(shift);
    } else if (shift < -62) {
      fixed = BigInteger.ZERO;
    } else {
      long half = 1L << (-shift - 1);
      long size = (Math.abs(mantissa) + half) >> -shift;
      fixed = BigInteger.valueOf(mantissa < 0 ? -size : size);
    }
    words[at] = fixed.shiftRight(64).longValue();
    words[at + 1] = fixed.longValue();
  }

  /**
   * The number that two words mean.
   *
   * @param terms how many numbers were added
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-MASK-001} if it is no sum of so
   *     many: masks have not cancelled
   */
  double decode(long high, long low, int terms) {
    BigInteger unsigned =
        BigInteger.valueOf(high)
            .shiftLeft(64)
            .add(BigInteger.valueOf(low).and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)))
            .mod(MODULUS);
    BigInteger signed = unsigned.testBit(127) ? unsigned.subtract(MODULUS) : unsigned;
    double value = Math.scalb(signed.doubleValue(), -fractionBits);
    if (!(Math.abs(value) <= terms * Math.scalb(1.0, rangeBits))) {
      throw EvidenceCode.MASK_OVERFLOW.with("a total beyond " + terms + " sites' range");
    }
    return value;
  }
}
