package org.therafed.dicom.pixel;

import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Coding parameters of JPEG-LS, T.87 C.2.4.1.1 and A.2.1.
 *
 * @param maximum MAXVAL
 * @param near NEAR, the largest error
 * @param t1 first threshold of gradients
 * @param t2 second
 * @param t3 third
 * @param reset RESET, at which counters are halved
 * @param range RANGE of errors
 * @param bits qbpp, bits of an error
 * @param limit LIMIT of a code's length
 */
record JpegLsPreset(
    int maximum, int near, int t1, int t2, int t3, int reset, int range, int bits, int limit) {
  private static final int BASIC_1 = 3;
  private static final int BASIC_2 = 7;
  private static final int BASIC_3 = 21;
  private static final int BASIC_RESET = 64;

  /**
   * With defaults where a parameter is 0.
   *
   * @param stated MAXVAL, T1, T2, T3, RESET
   */
  static JpegLsPreset of(int precision, int near, int[] stated) {
    int maximum = stated[0] == 0 ? (1 << precision) - 1 : stated[0];
    if (maximum < 1 || maximum >= 1 << precision || near > Math.min(255, maximum / 2)) {
      throw DicomFault.of(DicomFaultCode.PIXELS_INVALID, "JPEG-LS parameters out of their range");
    }
    int factor = maximum >= 128 ? (Math.min(maximum, 4095) + 128) / 256 : 256 / (maximum + 1);
    boolean wide = maximum >= 128;
    int default1 =
        clamp(
            wide ? factor * (BASIC_1 - 2) + 2 + 3 * near : Math.max(2, BASIC_1 / factor + 3 * near),
            near + 1,
            maximum);
    int t1 = stated[1] == 0 ? default1 : stated[1];
    int default2 =
        clamp(
            wide ? factor * (BASIC_2 - 3) + 3 + 5 * near : Math.max(3, BASIC_2 / factor + 5 * near),
            t1,
            maximum);
    int t2 = stated[2] == 0 ? default2 : stated[2];
    int default3 =
        clamp(
            wide ? factor * (BASIC_3 - 4) + 4 + 7 * near : Math.max(4, BASIC_3 / factor + 7 * near),
            t2,
            maximum);
    int t3 = stated[3] == 0 ? default3 : stated[3];
    int range = (maximum + 2 * near) / (2 * near + 1) + 1;
    int width = Math.max(2, bits(maximum + 1));
    return new JpegLsPreset(
        maximum,
        near,
        t1,
        t2,
        t3,
        stated[4] == 0 ? BASIC_RESET : stated[4],
        range,
        bits(range),
        2 * (width + Math.max(8, width)));
  }

  private static int clamp(int value, int least, int most) {
    return value > most || value < least ? least : value;
  }

  /** Ceiling of the binary logarithm. */
  private static int bits(int value) {
    return 32 - Integer.numberOfLeadingZeros(value - 1);
  }
}
