package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text goes to bytes and back; the examples of PS3.5 Annexes H, I and K byte for byte. */
class Iso2022EncoderTest {
  private static final SpecificCharacterSet KANJI = SpecificCharacterSet.of("", "ISO 2022 IR 87");

  private static String decode(SpecificCharacterSet set, byte[] bytes) {
    return set.decode(bytes, 0, bytes.length, true);
  }

  private static SpecificCharacterSet set(String terms) {
    return SpecificCharacterSet.of(terms.split("\\|", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|ISO 2022 IR 87; Yamada^Tarou=山田^太郎=やまだ^たろう;"
            + "59616d6164615e5461726f753d1b24423b3345441b28425e1b2442424"
            + "04f3a1b28423d1b2442246424"
            + "5e24401b28425e1b2442243f246d24261b2842",
        "ISO 2022 IR 13|ISO 2022 IR 87; ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう;"
            + "d4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a3d"
            + "1b24422464245e24401b284a5e1b2442243f246d24261b284a",
        "|ISO 2022 IR 149; Hong^Gildong=洪^吉洞=홍^길동;"
            + "486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d"
            + "1b242943c8ab5e1b242943b1e6b5bf",
        "|ISO 2022 IR 58; Zhang^XiaoDong=张^小东=;"
            + "5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d",
        "ISO 2022 IR 6|ISO 2022 IR 100|ISO 2022 IR 144; é/Ж; 1b2d41e92f1b2d4cb6",
        // The first set is in force again before the caret.
        "ISO 2022 IR 100|ISO 2022 IR 144; éЖ^é; e91b2d4cb61b2d415ee9",
        "|ISO 2022 IR 159; 丂; 1b24284430211b2842"
      })
  void exampleIsWrittenAsTheStandardHasIt(String terms, String text, String hex) {
    byte[] bytes = set(terms).encode(text, true);

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
    assertThat(decode(set(terms), bytes)).isEqualTo(text);
  }

  /** Texts of characters that the sets have, mixed with the delimiters that end code extensions. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ISO_IR 100",
        "ISO_IR 13",
        "ISO_IR 192",
        "GB18030",
        "GBK",
        "|ISO 2022 IR 87",
        "|ISO 2022 IR 87|ISO 2022 IR 159",
        "ISO 2022 IR 13|ISO 2022 IR 87|ISO 2022 IR 159",
        "|ISO 2022 IR 149",
        "|ISO 2022 IR 58",
        "ISO 2022 IR 100|ISO 2022 IR 126|ISO 2022 IR 144|ISO 2022 IR 166",
        "ISO 2022 IR 148|ISO 2022 IR 87|ISO 2022 IR 149|ISO 2022 IR 58|ISO 2022 IR 203"
      })
  void whatIsWrittenReadsBack(String terms) {
    SpecificCharacterSet set = set(terms);
    List<Character> repertoire = repertoire(set);
    Random random = new Random(20220618);
    for (int n = 0; n < 500; n++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        boolean ascii = random.nextInt(3) == 0;
        text.append(
            ascii
                ? "aZ ~^=\r\n\t(B$".charAt(random.nextInt(12))
                : repertoire.get(random.nextInt(repertoire.size())));
      }
      assertThat(decode(set, set.encode(text.toString(), true))).isEqualTo(text.toString());
    }
    assertThat(repertoire).hasSizeGreaterThan(50);
  }

  /** All Latin, Greek, Cyrillic and half-width characters, of the others every seventh. */
  private static List<Character> repertoire(SpecificCharacterSet set) {
    List<Character> found = new ArrayList<>();
    for (int code = 0xA0; code < 0xFFFD; code += code < 0x500 || code >= 0xFF00 ? 1 : 7) {
      char c = (char) code;
      if (!Character.isSurrogate(c) && has(set, c)) {
        found.add(c);
      }
    }
    return found;
  }

  private static boolean has(SpecificCharacterSet set, char c) {
    try {
      return set.encode(String.valueOf(c), true).length > 0;
    } catch (DicomFault e) {
      return false;
    }
  }

  @Test
  void yenSignIsNotWrittenAsTheBackslashThatSeparatesValues() {
    assertThatThrownBy(() -> SpecificCharacterSet.of("ISO_IR 13").encode("¥"))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_ENCODABLE));
  }

  @Test
  void escapesAreWrittenOnlyWhereCodeExtensionsAreDeclared() {
    assertThatThrownBy(() -> SpecificCharacterSet.of("ISO_IR 100").encode("山田"))
        .isInstanceOf(DicomFault.class);
    assertThatThrownBy(() -> KANJI.encode("\u001b(B")).isInstanceOf(DicomFault.class);
    assertThat(KANJI.encode("山")).startsWith(0x1B, '$', 'B');
  }

  @Test
  void valuesOfOneElementEachBeginWithTheFirstSet() {
    DataSet set =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "", "ISO 2022 IR 87")
            .put(Tag.OtherPatientNames, VR.PN, "山田^太郎", "Yamada", "やまだ");

    assertThat(set.strings(Tag.OtherPatientNames)).containsExactly("山田^太郎", "Yamada", "やまだ");
  }
}
