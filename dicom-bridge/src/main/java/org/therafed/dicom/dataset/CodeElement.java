package org.therafed.dicom.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A coded character set that ISO 2022 designates to G0 or G1, PS3.3 Tables C.12-2 to C.12-4 and
 * PS3.5 section 6.1.2.5.
 */
enum CodeElement {
  ASCII("", 1, "US-ASCII", "(B"),
  LATIN_1("100", 1, "ISO-8859-1", "-A"),
  LATIN_2("101", 1, "ISO-8859-2", "-B"),
  LATIN_3("109", 1, "ISO-8859-3", "-C"),
  LATIN_4("110", 1, "ISO-8859-4", "-D"),
  CYRILLIC("144", 1, "ISO-8859-5", "-L"),
  ARABIC("127", 1, "ISO-8859-6", "-G"),
  GREEK("126", 1, "ISO-8859-7", "-F"),
  HEBREW("138", 1, "ISO-8859-8", "-H"),
  LATIN_5("148", 1, "ISO-8859-9", "-M"),
  LATIN_9("203", 1, "ISO-8859-15", "-b"),
  THAI("166", 1, "TIS-620", "-T"),
  KATAKANA("13", 1, "JIS_X0201", ")I"),
  ROMAJI("14", 1, "US-ASCII", "(J"),
  KANJI("87", 2, "EUC-JP", "$B"),
  SUPPLEMENTARY_KANJI("159", 2, "EUC-JP", "$(D"),
  HANGUL("149", 2, "EUC-KR", "$)C"),
  SIMPLIFIED_CHINESE("58", 2, "GB2312", "$)A");

  private static final byte SINGLE_SHIFT_2 = (byte) 0x8E;
  private static final byte SINGLE_SHIFT_3 = (byte) 0x8F;

  private final String registration;
  private final int width;
  private final Charset charset;
  private final String escape;

  CodeElement(String registration, int width, String charset, String escape) {
    this.registration = registration;
    this.width = width;
    this.charset = Charset.forName(charset);
    this.escape = escape;
  }

  /** The element of a defined term with or without code extensions; null where unknown. */
  static CodeElement ofTerm(String term) {
    if (term.isEmpty() || term.equals("ISO 2022 IR 6") || term.equals("ISO_IR 6")) {
      return ASCII;
    }
    for (CodeElement element : values()) {
      boolean single = element.width == 1 && term.equals("ISO_IR " + element.registration);
      if (single || term.equals("ISO 2022 IR " + element.registration)) {
        return element;
      }
    }
    return null;
  }

  /** The element that the bytes after ESC designate; null where unknown. */
  static CodeElement ofEscape(byte[] bytes, int offset, int end) {
    for (CodeElement element : values()) {
      if (matches(element.escape, bytes, offset, end)) {
        return element;
      }
    }
    return null;
  }

  private static boolean matches(String escape, byte[] bytes, int offset, int end) {
    if (offset + escape.length() > end) {
      return false;
    }
    for (int i = 0; i < escape.length(); i++) {
      if (bytes[offset + i] != escape.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of the escape sequence after ESC. */
  int escapeLength() {
    return escape.length();
  }

  /** Bytes of one character. */
  int width() {
    return width;
  }

  /** Whether the set goes to G0 (bytes below 80H) when its escape sequence is met. */
  boolean isG0() {
    return this == ASCII || this == ROMAJI || this == KANJI || this == SUPPLEMENTARY_KANJI;
  }

  /**
   * Decodes characters of this set.
   *
   * @param bytes with the high bits as in the input
   */
  String decode(byte[] bytes, int offset, int length) {
    if (this == ROMAJI || this == ASCII) {
      return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }
    if (this == KANJI || this == SUPPLEMENTARY_KANJI) {
      int lead = this == KANJI ? 0 : 1;
      int characters = length / 2;
      byte[] euc = new byte[characters * (2 + lead)];
      for (int i = 0, to = 0; i < characters; i++) {
        if (lead == 1) {
          euc[to++] = (byte) 0x8F;
        }
        euc[to++] = (byte) (bytes[offset + 2 * i] | 0x80);
        euc[to++] = (byte) (bytes[offset + 2 * i + 1] | 0x80);
      }
      return new String(euc, charset);
    }
    return new String(bytes, offset, length, charset);
  }

  /** Writes the bytes of the escape sequence after ESC. */
  void writeEscape(ByteArrayOutputStream out) {
    for (int i = 0; i < escape.length(); i++) {
      out.write(escape.charAt(i));
    }
  }

  /** An encoder for {@link #encode}, which refuses what its charset lacks. */
  CharsetEncoder newEncoder() {
    return charset
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /**
   * The bytes of one character beyond ASCII in this set, with the high bits of its place in G0 or
   * G1; null where the set lacks it.
   */
  byte[] encode(char c, CharsetEncoder encoder) {
    byte[] bytes;
    try {
      ByteBuffer buffer = encoder.encode(CharBuffer.wrap(new char[] {c}));
      bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
    } catch (CharacterCodingException e) {
      return null;
    }
    return switch (this) {
      case ASCII, ROMAJI -> null;
      // EUC-JP puts three sets in one; the lead byte says which it took.
      case KANJI -> bytes.length == 2 && bytes[0] != SINGLE_SHIFT_2 ? low(bytes, 0) : null;
      case SUPPLEMENTARY_KANJI ->
          bytes.length == 3 && bytes[0] == SINGLE_SHIFT_3 ? low(bytes, 1) : null;
      case HANGUL, SIMPLIFIED_CHINESE -> bytes.length == 2 && bytes[0] < 0 ? bytes : null;
      // The charset also has the romaji, whose yen sign would be read as a backslash.
      default -> bytes.length == 1 && bytes[0] < 0 ? bytes : null;
    };
  }

  private static byte[] low(byte[] bytes, int from) {
    return new byte[] {(byte) (bytes[from] & 0x7F), (byte) (bytes[from + 1] & 0x7F)};
  }
}
