package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.io.Part10Reader;

class SpecificCharacterSetTest {

  private static String decode(String hex, boolean personName, String... terms) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return SpecificCharacterSet.of(terms).decode(bytes, 0, bytes.length, personName);
  }

  /** The charset name is an independent statement of what the defined term means. */
  @ParameterizedTest
  @CsvSource({
    "ISO_IR 100, ISO-8859-1, é", "ISO_IR 101, ISO-8859-2, ž", "ISO_IR 109, ISO-8859-3, ħ",
    "ISO_IR 110, ISO-8859-4, ĸ", "ISO_IR 144, ISO-8859-5, Ж", "ISO_IR 127, ISO-8859-6, ق",
    "ISO_IR 126, ISO-8859-7, Δ", "ISO_IR 138, ISO-8859-8, ש", "ISO_IR 148, ISO-8859-9, ğ",
    "ISO_IR 203, ISO-8859-15, €", "ISO_IR 166, TIS-620, ก", "ISO_IR 13, JIS_X0201, ﾔ",
    "ISO_IR 192, UTF-8, 𠮷", "GB18030, GB18030, 𠮷", "GBK, GBK, 王"
  })
  void singleSetDecodesAndEncodes(String term, String charset, String text) {
    SpecificCharacterSet set = SpecificCharacterSet.of(term);
    byte[] bytes = text.getBytes(Charset.forName(charset));

    assertThat(set.isKnown()).isTrue();
    assertThat(set.decode(bytes, 0, bytes.length, true)).isEqualTo(text);
    assertThat(set.encode(text)).isEqualTo(bytes);
  }

  /** PS3.5 H.3.1. */
  @Test
  void japaneseKanjiExampleOfTheStandard() {
    assertThat(
            decode(
                "59 61 6d 61 64 61 5e 54 61 72 6f 75 3d"
                    + "1b 24 42 3b 33 45 44 1b 28 42 5e 1b 24 42 42 40 4f 3a 1b 28 42 3d"
                    + "1b 24 42 24 64 24 5e 24 40 1b 28 42 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 42",
                true,
                "",
                "ISO 2022 IR 87"))
        .isEqualTo("Yamada^Tarou=山田^太郎=やまだ^たろう");
  }

  /** PS3.5 H.3.2: half-width katakana first. */
  @Test
  void japaneseKatakanaExampleOfTheStandard() {
    assertThat(
            decode(
                "d4 cf c0 de 5e c0 db b3 3d"
                    + "1b 24 42 3b 33 45 44 1b 28 4a 5e 1b 24 42 42 40 4f 3a 1b 28 4a 3d"
                    + "1b 24 42 24 64 24 5e 24 40 1b 28 4a 5e 1b 24 42 24 3f 24 6d 24 26 1b 28 4a",
                true,
                "ISO 2022 IR 13",
                "ISO 2022 IR 87"))
        .isEqualTo("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
  }

  /** PS3.5 I.2. */
  @Test
  void koreanExampleOfTheStandard() {
    assertThat(
            decode(
                "48 6f 6e 67 5e 47 69 6c 64 6f 6e 67 3d"
                    + "1b 24 29 43 fb f3 5e 1b 24 29 43 d1 ce d4 d7 3d"
                    + "1b 24 29 43 c8 ab 5e 1b 24 29 43 b1 e6 b5 bf",
                true,
                "",
                "ISO 2022 IR 149"))
        .isEqualTo("Hong^Gildong=洪^吉洞=홍^길동");
  }

  /** PS3.5 K.2: the designation ends at the delimiter of the person name. */
  @Test
  void simplifiedChineseExampleOfTheStandard() {
    assertThat(
            decode(
                "5a 68 61 6e 67 5e 58 69 61 6f 44 6f 6e 67 3d"
                    + "1b 24 29 41 d5 c5 5e 1b 24 29 41 d0 a1 b6 ab 3d",
                true,
                "",
                "ISO 2022 IR 58"))
        .isEqualTo("Zhang^XiaoDong=张^小东=");
  }

  @Test
  void supplementaryKanjiAreDecoded() {
    assertThat(decode("1b 24 28 44 30 21 1b 28 42", false, "", "ISO 2022 IR 159")).isEqualTo("丂");
  }

  @Test
  void latinAndCyrillicAlternateByEscapes() {
    assertThat(
            decode(
                "1b 2d 41 e9 2f 1b 2d 4c b6",
                false,
                "ISO 2022 IR 6",
                "ISO 2022 IR 100",
                "ISO 2022 IR 144"))
        .isEqualTo("é/Ж");
  }

  @Test
  void designationEndsAtTheLine() {
    assertThat(decode("1b 24 29 43 c8 ab 0d 0a c8 ab", false, "", "ISO 2022 IR 149"))
        .isEqualTo("홍\r\n\uFFFD\uFFFD");
  }

  @Test
  void secondByteThatLooksLikeABackslashDoesNotSplitTheValue() {
    DataSet set = new DataSet().put(Tag.SpecificCharacterSet, VR.CS, "GB18030");
    set.put(Tag.StudyDescription, VR.LO, "昞");
    byte[] bytes = "昞".getBytes(Charset.forName("GB18030"));

    assertThat(bytes[1]).isEqualTo((byte) '\\');
    assertThat(set.strings(Tag.StudyDescription)).containsExactly("昞");
  }

  @Test
  void undeclaredBytesAreNotGuessed() {
    byte[] latin = "é".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(SpecificCharacterSet.DEFAULT.decode(latin, 0, 1, false)).isEqualTo("\uFFFD");
    assertThat(SpecificCharacterSet.of("KLINGON").isKnown()).isFalse();
  }

  @Test
  void characterSetOfAWrongRepresentationIsReadAllTheSame() {
    DataSet set =
        new DataSet()
            .putBytes(
                Tag.SpecificCharacterSet, VR.UT, "ISO_IR 192".getBytes(StandardCharsets.US_ASCII));

    assertThat(set.charset()).isEqualTo(SpecificCharacterSet.UTF_8);
    assertThat(set.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
  }

  @Test
  void textOutsideTheSetIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> SpecificCharacterSet.of("ISO_IR 100").encode("王伟"))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("ISO_IR 192")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("王"));
  }

  @ParameterizedTest
  @CsvSource({
    "charset/chrH31.dcm, Yamada^Tarou=山田^太郎=やまだ^たろう",
    "charset/chrI2.dcm, Hong^Gildong=洪^吉洞=홍^길동",
    "charset/chrX1.dcm, Wang^XiaoDong=王^小東",
    "charset/chrX2.dcm, Wang^XiaoDong=王^小东",
    "charset/chrArab.dcm, قباني^لنزار"
  })
  void namesOfRealFilesHaveAllGroups(String file, String name) {
    DataSet set = Part10Reader.read(Shared.file(file)).dataSet();

    assertThat(set.personName(Tag.PatientName).orElseThrow()).hasToString(name);
  }
}
