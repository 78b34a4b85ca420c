package org.therafed.simulator.record;

import java.math.BigInteger;
import org.therafed.simulator.model.Draws;

/** UIDs below 2.25, from random UUIDs of version 4 (PS3.5 section B.2). */
final class Uid {
  private Uid() {}

  static String draw(Draws draws) {
    long high = (draws.bits() & ~0xF000L) | 0x4000L;
    long low = (draws.bits() & ~(3L << 62)) | (2L << 62);
    BigInteger number =
        new BigInteger(Long.toUnsignedString(high))
            .shiftLeft(64)
            .or(new BigInteger(Long.toUnsignedString(low)));
    return "2.25." + number;
  }
}
