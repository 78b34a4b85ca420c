package org.therafed.dicom.dataset;

import java.math.BigInteger;

/** Numbers from their decimal text, by representation. */
final class NumberText {
  private NumberText() {}

  static Number parse(VR vr, String text) {
    return switch (vr) {
      case UV -> unsigned(text);
      case FL, FD -> Double.valueOf(text);
      case AT -> Integer.parseUnsignedInt(text, 16);
      default -> Long.valueOf(text);
    };
  }

  private static Long unsigned(String text) {
    // 2^64 has 20 digits; the time a longer text takes grows with its square.
    BigInteger value = text.length() > 32 ? BigInteger.ONE.negate() : new BigInteger(text);
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw new NumberFormatException("not an unsigned number of 64 bits");
    }
    return value.longValue();
  }
}
