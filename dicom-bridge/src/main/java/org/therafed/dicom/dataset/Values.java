package org.therafed.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Between the bytes of a value and its meaning, PS3.5 section 6.2. */
final class Values {
  /** Texts above this are refused when asked for as a string: 64 MiB. */
  static final int TEXT_LIMIT = 64 << 20;

  /** More values of one element than this are refused when asked for one by one. */
  static final int MOST_VALUES = 2_000_000;

  private Values() {}

  /** A text of a few bytes each would be a hundred times as large in memory. */
  private static int bounded(long count) {
    if (count > MOST_VALUES) {
      throw DicomFault.of(
          DicomFaultCode.VALUE_TOO_LARGE,
          "an element of " + count + " values; at most " + MOST_VALUES + " asked for");
    }
    return (int) count;
  }

  static byte[] bytes(Element element) {
    if (element.value() instanceof Value.Inline inline) {
      return inline.bytes();
    }
    if (element.value() instanceof Value.Bulk bulk) {
      return bulk.data().bytes(TEXT_LIMIT);
    }
    return new byte[0];
  }

  /** The values as text; numbers in their shortest decimal form, tags as eight hex digits. */
  static List<String> strings(Element element, VR vr, SpecificCharacterSet charset) {
    if (element.value() instanceof Value.Inline inline && vr.isText()) {
      return inline.length() == 0
          ? List.of()
          : texts(inline.array(), inline.offset(), inline.length(), vr, charset);
    }
    byte[] bytes = bytes(element);
    if (bytes.length == 0) {
      return List.of();
    }
    return switch (vr.kind()) {
      case TEXT, CHARSET_TEXT -> texts(bytes, 0, bytes.length, vr, charset);
      case SIGNED, UNSIGNED -> integers(bytes, vr);
      case FLOAT -> floats(bytes, vr);
      case TAG -> tags(bytes);
      case BINARY, SEQUENCE -> List.of();
    };
  }

  private static List<String> texts(
      byte[] bytes, int start, int length, VR vr, SpecificCharacterSet charset) {
    int end = start + length;
    while (end > start && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
      end--;
    }
    String text =
        vr.kind() == VR.Kind.TEXT
            ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
            : charset.decode(bytes, start, end - start, vr == VR.PN);
    if (!vr.isMultiText()) {
      return List.of(text);
    }
    if (text.indexOf('\\') < 0) {
      return List.of(trim(text, vr));
    }
    if (text.length() >= MOST_VALUES) {
      bounded(1 + text.chars().filter(c -> c == '\\').count());
    }
    List<String> values = new ArrayList<>();
    for (String value : ResourceLines.split(text, '\\')) {
      values.add(trim(value, vr));
    }
    return values;
  }

  /** Leading and trailing blanks mean nothing, except leading ones in UC (PS3.5 Table 6.2-1). */
  private static String trim(String text, VR vr) {
    int start = 0;
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
      end--;
    }
    while (vr != VR.UC && start < end && text.charAt(start) == ' ') {
      start++;
    }
    return text.substring(start, end);
  }

  private static List<String> integers(byte[] bytes, VR vr) {
    ByteBuffer buffer = little(bytes);
    List<String> values = new ArrayList<>(bounded(bytes.length / vr.width()));
    while (buffer.remaining() >= vr.width()) {
      values.add(
          switch (vr) {
            case SS -> Integer.toString(buffer.getShort());
            case US -> Integer.toString(buffer.getShort() & 0xFFFF);
            case SL -> Integer.toString(buffer.getInt());
            case UL -> Integer.toUnsignedString(buffer.getInt());
            case SV -> Long.toString(buffer.getLong());
            default -> Long.toUnsignedString(buffer.getLong());
          });
    }
    return values;
  }

  private static List<String> floats(byte[] bytes, VR vr) {
    ByteBuffer buffer = little(bytes);
    List<String> values = new ArrayList<>(bounded(bytes.length / vr.width()));
    while (buffer.remaining() >= vr.width()) {
      values.add(
          vr == VR.FL ? Float.toString(buffer.getFloat()) : Double.toString(buffer.getDouble()));
    }
    return values;
  }

  private static List<String> tags(byte[] bytes) {
    ByteBuffer buffer = little(bytes);
    List<String> values = new ArrayList<>(bounded(bytes.length / 4));
    while (buffer.remaining() >= 4) {
      int group = buffer.getShort() & 0xFFFF;
      int number = buffer.getShort() & 0xFFFF;
      values.add(String.format(Locale.ROOT, "%04X%04X", group, number));
    }
    return values;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Texts to bytes, padded to even length. */
  static byte[] encodeTexts(VR vr, List<String> values, SpecificCharacterSet charset) {
    if (values.size() > 1 && !vr.isMultiText()) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_VALUE, vr + " takes one value; found " + values.size());
    }
    String text = String.join("\\", values);
    byte[] bytes =
        vr.kind() == VR.Kind.CHARSET_TEXT
            ? charset.encode(text, vr == VR.PN)
            : SpecificCharacterSet.DEFAULT.encode(text);
    return padded(vr, bytes);
  }

  static byte[] padded(VR vr, byte[] bytes) {
    if (bytes.length % 2 == 0) {
      return bytes;
    }
    byte[] even = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    even[bytes.length] = vr.padding();
    return even;
  }

  /** Numbers to bytes: binary for the numeric VRs, decimal text for IS and DS. */
  static byte[] encodeNumbers(VR vr, List<? extends Number> values) {
    if (vr == VR.IS || vr == VR.DS) {
      List<String> texts = new ArrayList<>();
      values.forEach(v -> texts.add(vr == VR.IS ? integerString(v) : decimalString(v)));
      return encodeTexts(vr, texts, SpecificCharacterSet.DEFAULT);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Number value : values) {
      out.writeBytes(encodeNumber(vr, value));
    }
    return out.toByteArray();
  }

  private static byte[] encodeNumber(VR vr, Number value) {
    ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    switch (vr) {
      case US -> buffer.putShort((short) inRange(vr, value, 0, 0xFFFF));
      case SS -> buffer.putShort((short) inRange(vr, value, Short.MIN_VALUE, Short.MAX_VALUE));
      case UL -> buffer.putInt((int) inRange(vr, value, 0, 0xFFFFFFFFL));
      case SL -> buffer.putInt((int) inRange(vr, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case SV, UV -> buffer.putLong(value.longValue());
      case FL -> buffer.putFloat(value.floatValue());
      case FD -> buffer.putDouble(value.doubleValue());
      case AT -> buffer.putShort((short) (value.intValue() >>> 16)).putShort(value.shortValue());
      default -> throw DicomFault.of(DicomFaultCode.INVALID_VALUE, vr + " does not take numbers");
    }
    return java.util.Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static long inRange(VR vr, Number value, long least, long most) {
    long number = value.longValue();
    if (number < least || number > most || number != value.doubleValue()) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_VALUE, vr + " takes whole numbers from " + least + " to " + most);
    }
    return number;
  }

  private static String integerString(Number value) {
    return Long.toString(inRange(VR.IS, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** At most 16 characters, as DS allows, by rounding to the digits that fit. */
  static String decimalString(Number value) {
    if (value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      throw DicomFault.of(DicomFaultCode.INVALID_VALUE, "DS takes finite numbers only");
    }
    BigDecimal decimal = new BigDecimal(value.toString()).stripTrailingZeros();
    for (int digits = 16; digits > 0; digits--) {
      BigDecimal rounded = decimal.round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
      String plain = rounded.toPlainString();
      String text = plain.length() <= 16 ? plain : rounded.toString();
      if (text.length() <= 16) {
        return text;
      }
    }
    throw DicomFault.of(
        DicomFaultCode.INVALID_VALUE, "number does not fit the 16 characters of DS");
  }
}
