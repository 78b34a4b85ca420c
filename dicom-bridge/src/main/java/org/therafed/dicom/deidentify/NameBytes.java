package org.therafed.dicom.deidentify;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The bytes of a name in the character sets of PS3.3 section C.12.1.1.2, and in those in which
 * computers keep texts of the same languages. ASCII has no others.
 */
final class NameBytes {
  /** Fewer letters of an alphabet are syllables. */
  private static final int LEAST_LETTERS = 4;

  /** Ideographs, kana and syllables of hangul are fewer. */
  private static final int LEAST_SYLLABLES = 2;

  /** One for each byte or two that ISO 2022 sets without an escape between them. */
  private static final List<Charset> CHARSETS =
      Stream.of(
              "UTF-8",
              "UTF-16LE",
              "UTF-16BE",
              "ISO-8859-1",
              "ISO-8859-2",
              "ISO-8859-3",
              "ISO-8859-4",
              "ISO-8859-5",
              "ISO-8859-6",
              "ISO-8859-7",
              "ISO-8859-8",
              "ISO-8859-9",
              "ISO-8859-15",
              "TIS-620",
              "windows-1250",
              "windows-1251",
              "windows-1253",
              "windows-1255",
              "windows-1256",
              "KOI8-R",
              "Shift_JIS",
              "EUC-JP",
              "x-JIS0208",
              "EUC-KR",
              "GB18030",
              "Big5")
          .filter(Charset::isSupported)
          .map(Charset::forName)
          .toList();

  private NameBytes() {}

  /** As written, in small and in capital letters, in every set that has them; none for ASCII. */
  static Set<ByteBuffer> of(Set<String> names) {
    Set<String> forms = new LinkedHashSet<>();
    for (String name : names) {
      if (!isAscii(name) && name.codePointCount(0, name.length()) >= least(name)) {
        addForms(forms, name);
      }
    }
    Set<ByteBuffer> bytes = new LinkedHashSet<>();
    if (!forms.isEmpty()) {
      CHARSETS.forEach(charset -> addBytes(bytes, forms, charset.newEncoder()));
    }
    return bytes;
  }

  private static void addForms(Set<String> forms, String name) {
    String small = name.toLowerCase(Locale.ROOT);
    int first = Character.charCount(small.codePointAt(0));
    forms.add(name);
    forms.add(small);
    forms.add(small.substring(0, first).toUpperCase(Locale.ROOT) + small.substring(first));
    forms.add(small.toUpperCase(Locale.ROOT));
  }

  private static void addBytes(Set<ByteBuffer> bytes, Set<String> forms, CharsetEncoder encoder) {
    for (String form : forms) {
      if (encoder.canEncode(form)) {
        bytes.add(ByteBuffer.wrap(form.getBytes(encoder.charset())));
      }
    }
  }

  private static int least(String name) {
    boolean syllables =
        name.codePoints()
            .allMatch(
                c ->
                    switch (Character.UnicodeScript.of(c)) {
                      case HAN, HANGUL, HIRAGANA, KATAKANA -> true;
                      default -> c == 'ー';
                    });
    return syllables ? LEAST_SYLLABLES : LEAST_LETTERS;
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
