package org.therafed.dicom.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.therafed.dicom.dataset.VR;

/**
 * Whole numbers that repeat an identifier or a date. Numbers of six significant digits and more are
 * compared everywhere, those of four and five in few values of free numbers ({@link FreeNumbers}):
 * in arrays and in measurements they are met by chance. Shorter ones are met by chance everywhere.
 */
final class EchoedNumbers {
  /** The least number compared everywhere, six digits; leading zeros do not count. */
  static final long LEAST = 100_000;

  /** The least number compared where there are few. */
  static final long LEAST_OF_FEW = 1000;

  /** More digits than a number of 64 bits has. */
  private static final int MOST_DIGITS = 18;

  private static final double WHOLE_IN_FLOAT = 1 << 24;

  private long[] numbers = {};

  /** Adds the number of a run of digits; nothing where that is too short or too long. */
  void add(String digits) {
    int from = 0;
    while (from < digits.length() && digits.charAt(from) == '0') {
      from++;
    }
    int length = digits.length() - from;
    if (length > 0 && length <= MOST_DIGITS) {
      long number = Long.parseLong(digits.substring(from));
      if (number >= LEAST_OF_FEW && Arrays.binarySearch(numbers, number) < 0) {
        numbers = Arrays.copyOf(numbers, numbers.length + 1);
        numbers[numbers.length - 1] = number;
        Arrays.sort(numbers);
      }
    }
  }

  /** Whether the number of a run of digits is one of them. */
  boolean has(String digits) {
    EchoedNumbers one = new EchoedNumbers();
    one.add(digits);
    return one.numbers.length == 1 && has(one.numbers[0], LEAST);
  }

  private boolean has(long number, long least) {
    return number >= least && Arrays.binarySearch(numbers, number) >= 0;
  }

  private boolean areBelow(long least) {
    return numbers.length == 0 || numbers[numbers.length - 1] < least;
  }

  /**
   * Whether a decimal text of one or several values (DS, IS) holds one of them.
   *
   * @param least number compared
   */
  boolean inText(byte[] text, int offset, int length, long least) {
    if (areBelow(least)) {
      return false;
    }
    int start = offset;
    for (int i = offset; i <= offset + length; i++) {
      if (i == offset + length || text[i] == '\\') {
        // Fewer bytes hold no six digits and no exponent that makes up for them.
        if (i - start > 2 && inValue(text, start, i, least)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private boolean inValue(byte[] text, int from, int to, long least) {
    long number = 0;
    int digits = 0;
    boolean fraction = false;
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (c >= '0' && c <= '9') {
        if (fraction) {
          if (c != '0') {
            return exponent(text, i, to) && scaled(text, from, to, least);
          }
        } else {
          digits += digits > 0 || c != '0' ? 1 : 0;
          number = 10 * number + (c - '0');
          if (digits > MOST_DIGITS) {
            return false;
          }
        }
      } else if (c == '.') {
        fraction = true;
      } else if (c == 'e' || c == 'E') {
        return scaled(text, from, to, least);
      }
    }
    return has(number, least);
  }

  private static boolean exponent(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == 'e' || text[i] == 'E') {
        return true;
      }
    }
    return false;
  }

  private boolean scaled(byte[] text, int from, int to, long least) {
    String value = new String(text, from, to - from, StandardCharsets.US_ASCII).strip();
    return ValueCleaner.isNumber(value) && whole(Double.parseDouble(value), least);
  }

  private boolean whole(double value, long least) {
    double size = Math.abs(value);
    return size >= least && size < 1e18 && size == Math.rint(size) && has((long) size, least);
  }

  /** Whether numbers of a representation can be one of them: two bytes hold no six digits. */
  boolean mayBeIn(VR vr, long least) {
    boolean tooSmall = vr.width() == 2 && vr != VR.AT && least >= LEAST;
    return !tooSmall && !areBelow(least);
  }

  /**
   * Whether binary numbers, little endian, hold one of them.
   *
   * @param least number compared
   */
  boolean inBinary(byte[] bytes, VR vr, long least) {
    if (!mayBeIn(vr, least)) {
      return false;
    }
    int width = vr == VR.AT ? 4 : vr.width();
    for (int at = 0; at + width <= bytes.length; at += width) {
      long word = 0;
      for (int i = width - 1; i >= 0; i--) {
        word = (word << 8) | (bytes[at + i] & 0xFF);
      }
      if (inWord(word, vr, least)) {
        return true;
      }
    }
    return false;
  }

  private boolean inWord(long word, VR vr, long least) {
    return switch (vr) {
      case FD -> whole(Double.longBitsToDouble(word), least);
      case FL -> single(Float.intBitsToFloat((int) word), least);
      case SS -> has(Math.abs((long) (short) word), least);
      case SL -> has(Math.abs((long) (int) word), least);
      case SV -> has(Math.abs(word), least);
      // Tags are read in hexadecimal: (2024,0131).
      case AT -> tag(Integer.rotateLeft((int) word, 16));
      default -> has(word, least);
    };
  }

  private boolean tag(int tag) {
    String hex = Integer.toHexString(tag);
    return Vocabulary.isNumber(hex) && has(hex);
  }

  /** Above 2^24 a float is the nearest one to the number that was written. */
  private boolean single(float value, long least) {
    float size = Math.abs(value);
    if (size < WHOLE_IN_FLOAT) {
      return whole(size, least);
    }
    for (long number : numbers) {
      if ((float) number == size) {
        return true;
      }
    }
    return false;
  }
}
