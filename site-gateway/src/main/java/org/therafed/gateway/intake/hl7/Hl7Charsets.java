package org.therafed.gateway.intake.hl7;

import static org.therafed.profiles.outcome.Fault.safe;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.gateway.fault.Hl7Code;

/**
 * The character sets of MSH-18, HL7 table 0211, and what interface engines write for them. UTF-16
 * and UTF-32 are left out: their bytes cannot be framed.
 */
public final class Hl7Charsets {

  private static final Pattern LATIN = Pattern.compile("(?:ISO)?8859([1-9]|1[0135])");
  private static final String KOREAN = "EUC-KR";
  private static final String JAPANESE = "ISO-2022-JP-2";

  /** By name in capitals, without spaces, hyphens, slashes, points and underscores. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ASCII", "US-ASCII"),
          Map.entry("USASCII", "US-ASCII"),
          Map.entry("ISOIR6", "US-ASCII"),
          Map.entry("UNICODEUTF8", "UTF-8"),
          Map.entry("UNICODE", "UTF-8"),
          Map.entry("UTF8", "UTF-8"),
          Map.entry("GB180302000", "GB18030"),
          Map.entry("GB18030", "GB18030"),
          Map.entry("GBK", "GB18030"),
          Map.entry("GB2312", "GB18030"),
          Map.entry("BIG5", "Big5"),
          Map.entry("CNS116431992", "x-EUC-TW"),
          Map.entry("KSX1001", KOREAN),
          Map.entry("EUCKR", KOREAN),
          Map.entry("JAS2020", JAPANESE),
          Map.entry("JISX0202", JAPANESE),
          Map.entry("ISOIR14", JAPANESE),
          Map.entry("ISOIR87", JAPANESE),
          Map.entry("ISOIR159", JAPANESE),
          Map.entry("SHIFTJIS", "windows-31j"),
          Map.entry("WINDOWS31J", "windows-31j"),
          Map.entry("WINDOWS1252", "windows-1252"));

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  // Designates KS X 1001 to G1 (ISO 2022); EUC-KR has it there already.
  private static final byte[] KOREAN_IN_G1 = {0x1B, '$', ')', 'C'};

  private Hl7Charsets() {}

  /**
   * The character set of one repetition of MSH-18.
   *
   * @return empty where it names none that can be read here
   */
  public static Optional<Charset> named(String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT).replaceAll("[ \\-/._]", "");
    if (LATIN.matcher(plain).matches()) {
      return charset("ISO-8859-" + plain.replaceFirst("^(?:ISO)?8859", ""));
    }
    return Optional.ofNullable(NAMES.get(plain)).flatMap(Hl7Charsets::charset);
  }

  private static Optional<Charset> charset(String name) {
    return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
  }

  /**
   * The character set in which a message is to be decoded.
   *
   * @param declared the repetitions of MSH-18; the first is the one at the start, the others those
   *     to which escape sequences switch (ISO 2022)
   * @param site of messages that name none
   * @throws org.therafed.profiles.outcome.Fault GW-HL7-005 for a name that is not known
   */
  static Charset of(byte[] bytes, List<String> declared, Charset site) {
    if (startsWith(bytes, BOM)) {
      return StandardCharsets.UTF_8;
    }
    List<String> names = declared.stream().filter(name -> !name.isBlank()).toList();
    if (names.isEmpty()) {
      return isAscii(bytes) ? StandardCharsets.US_ASCII : site;
    }
    Charset chosen = null;
    for (String name : names) {
      Charset charset = named(name).orElseThrow(Hl7Code.CHARSET::with);
      // A set that only adds to the first is read by the one that holds both.
      if (chosen == null || chosen.equals(StandardCharsets.US_ASCII)) {
        chosen = charset;
      } else if (!charset.equals(chosen) && !charset.equals(StandardCharsets.US_ASCII)) {
        throw Hl7Code.CHARSET.with();
      }
    }
    return chosen;
  }

  /**
   * Decodes strictly; a byte order mark is dropped.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-HL7-006 if a byte is none of the character set
   */
  static String decode(byte[] bytes, Charset charset) {
    byte[] content = charset.name().equals(KOREAN) ? withoutKoreanEscape(bytes) : bytes;
    int from = startsWith(content, BOM) ? BOM.length : 0;
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content, from, content.length - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw Hl7Code.BYTES.with(safe("charset", charset.name()));
    }
  }

  private static byte[] withoutKoreanEscape(byte[] bytes) {
    String escape = new String(KOREAN_IN_G1, StandardCharsets.ISO_8859_1);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(escape)
        ? text.replace(escape, "").getBytes(StandardCharsets.ISO_8859_1)
        : bytes;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
