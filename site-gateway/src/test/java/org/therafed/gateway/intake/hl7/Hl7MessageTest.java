package org.therafed.gateway.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7MessageTest {

  private static final Hl7Reader READER = new Hl7Reader(StandardCharsets.UTF_8);

  private static byte[] message(String charset18, String name, Charset charset) {
    return ("MSH|^~\\&|A|B|C|D|20250401||ADT^A08|1|P|2.5.1||||||"
            + charset18
            + "\rPID|1||7^^^H^MR||"
            + name
            + "\r")
        .getBytes(charset);
  }

  @ParameterizedTest
  @CsvSource({
    "GB 18030-2000, GB18030, 王^伟𠮷",
    "UNICODE UTF-8, UTF-8, 王^伟𠮷",
    "UNICODE, UTF-8, Müller^Ö",
    "8859/1, ISO-8859-1, Müller^Jörg",
    "8859/2, ISO-8859-2, Dvořák^Jiří",
    "8859/5, ISO-8859-5, Иванов^Иван",
    "8859/7, ISO-8859-7, Παπάς^Γιώργος",
    "8859/15, ISO-8859-15, €uro^Š",
    "KS X 1001, EUC-KR, 김^희중",
    "BIG-5, Big5, 王^小明",
    "ASCII, US-ASCII, Wang^Wei",
    "~ISO IR87, ISO-2022-JP, 山田^太郎",
    "ISO IR87, ISO-2022-JP, 山田^太郎",
    "'', UTF-8, 王^伟"
  })
  void namesAreReadInTheCharacterSetThatTheHeaderNames(String name18, String java, String name) {
    Hl7Message read = READER.read(message(name18, name, Charset.forName(java)));
    Hl7Segment pid = read.first("PID").orElseThrow();
    assertThat(pid.text(5, 1) + "^" + pid.text(5, 2)).isEqualTo(name);
  }

  @Test
  void aByteOrderMarkSaysUtf8AndIsNoText() {
    byte[] bytes =
        ("\uFEFF" + new String(message("", "王^伟", StandardCharsets.UTF_8), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    Hl7Message read = new Hl7Reader(Charset.forName("GB18030")).read(bytes);
    assertThat(read.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(read.first("PID").orElseThrow().text(5, 1)).isEqualTo("王");
  }

  @Test
  void aMessageThatNamesNoneIsReadInTheCharacterSetOfTheSite() {
    byte[] bytes = message("", "王^伟", Charset.forName("GB18030"));
    assertThat(
            new Hl7Reader(Charset.forName("GB18030"))
                .read(bytes)
                .first("PID")
                .orElseThrow()
                .text(5))
        .isEqualTo("王");
    assertThatThrownBy(() -> READER.read(bytes)).hasMessageStartingWith("GW-HL7-006");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNICODE UTF-16", "UNICODE UTF-32", "KLINGON", "8859/1~GB 18030-2000"})
  void aCharacterSetThatCannotBeReadIsRefused(String name) {
    assertThatThrownBy(() -> READER.read(message(name, "x", StandardCharsets.US_ASCII)))
        .hasMessageStartingWith("GW-HL7-005");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PID|1||7\r",
        "",
        "MSH",
        "MSH|^~",
        "MSH|||||\r",
        "MSH|^^\\&|A\r",
        "MSH|abcd|A\r",
        "MSHA^~\\&|x\r"
      })
  void whatDoesNotBeginWithAUsableHeaderIsRefused(String text) {
    assertThatThrownBy(() -> READER.read(text.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("GW-HL7-004");
  }

  @Test
  void otherDelimitersAndEscapesAreReadAsTheHeaderSays() {
    Hl7Message read =
        READER.read(
            "MSH#*+!:#A#B#C#D#2025##ADT*A08#1#P#2.5.1\nPID#1##7***H*MR##O!S!M!F!N!T!X!E!Y!R!Z*!X41C3A9!:sub\n"
                .getBytes(StandardCharsets.UTF_8));
    Hl7Segment pid = read.first("PID").orElseThrow();
    assertThat(read.type()).isEqualTo("ADT^A08");
    assertThat(pid.text(3, 4)).isEqualTo("H");
    assertThat(pid.text(5, 1)).isEqualTo("O*M#N:X!Y+Z");
    // The message is ASCII, and those bytes are not.
    assertThat(pid.text(5, 2)).startsWith("A");
    assertThat(pid.field(5).component(2, 2)).isEqualTo("sub");
  }

  @Test
  void hexadecimalEscapesAreBytesOfTheMessagesCharacterSet() {
    Hl7Message read =
        READER.read(
            "MSH|^~\\&|A|B|C|D|2025||ADT^A08|1|P|2.5.1||||||UNICODE UTF-8\rPID|1||7||\\XE78E8B\\^\\X20\\a\\.br\\b\\H\\c\\Zx\\\r"
                .getBytes(StandardCharsets.UTF_8));
    Hl7Segment pid = read.first("PID").orElseThrow();
    assertThat(pid.text(5, 1)).isEqualTo("王");
    assertThat(pid.text(5, 2)).isEqualTo("a\nbc\\Zx\\");
  }

  @Test
  void aDeletedValueIsNoValueAndIsKnown() {
    Hl7Message read =
        READER.read(
            "MSH|^~\\&|A|B|C|D|2025||ADT^A08|1|P|2.5.1\rPID|1||7||\"\"|~second\r"
                .getBytes(StandardCharsets.UTF_8));
    Hl7Segment pid = read.first("PID").orElseThrow();
    assertThat(pid.text(5)).isEmpty();
    assertThat(pid.field(5).isDeleted()).isTrue();
    assertThat(pid.field(7).isDeleted()).isFalse();
    assertThat(pid.repetitions(6)).extracting(Hl7Field::text).containsExactly("", "second");
  }

  @Test
  void aMessageOfMorePartsThanAnyReportIsRefused() {
    String parts = "MSH|^~\\&|A|B|C|D|2025||ADT^A08|1|P|2.5.1\rPID|" + "^".repeat(300_000);
    assertThatThrownBy(() -> READER.read(parts.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("GW-HL7-018");
    String segments = "MSH|^~\\&|A|B|C|D|2025||ADT^A08|1|P|2.5.1\r" + "NTE|\r".repeat(20_000);
    assertThatThrownBy(() -> READER.read(segments.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("GW-HL7-018");
  }
}
