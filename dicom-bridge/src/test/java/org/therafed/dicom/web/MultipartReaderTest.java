package org.therafed.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

@Timeout(120)
class MultipartReaderTest {
  private static final MultipartLimits SMALL = new MultipartLimits(256, 3, 1000);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static MultipartReader reader(String body, MultipartLimits limits) {
    return new MultipartReader(new ByteArrayInputStream(bytes(body)), "b", limits);
  }

  private static List<String> contents(MultipartReader reader) throws IOException {
    List<String> contents = new ArrayList<>();
    for (Optional<MultipartReader.Part> part = reader.next();
        part.isPresent();
        part = reader.next()) {
      contents.add(new String(part.get().content().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--b\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--",
        "preamble\r\n--b \t\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue",
        "\r\n--b\r\nA: 1\r\nC: 2\r\n\r\none\r\n--b\r\nX: y\r\n\r\ntwo\r\n--b--\r\n"
      })
  void partsAreFoundBetweenDelimiters(String body) throws IOException {
    assertThat(contents(reader(body, SMALL))).containsExactly("one", "two");
  }

  @Test
  void contentMayLookNearlyLikeADelimiterOrBeEmpty() throws IOException {
    String tricky = "\r\r\n-\r\n--\r\n--a\r\n--";
    String body = "--b\r\n\r\n" + tricky + "\r\n--b\r\n\r\n\r\n--b--";

    assertThat(contents(reader(body, SMALL))).containsExactly(tricky, "");
  }

  @Test
  void headersAreReadByNameWhateverTheirCaseAndFolding() throws IOException {
    MultipartReader reader =
        reader("--b\r\nCONTENT-Type: a/b;\r\n c=d\r\nX-Y:z\r\n\r\n1\r\n--b--", SMALL);

    MultipartReader.Part part = reader.next().orElseThrow();

    assertThat(part.contentType()).contains("a/b; c=d");
    assertThat(part.headers()).containsEntry("x-y", "z");
  }

  @Test
  void partThatWasNotReadIsSkippedAndCannotBeReadLater() throws IOException {
    MultipartReader reader = reader("--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--", SMALL);
    MultipartReader.Part first = reader.next().orElseThrow();
    MultipartReader.Part second = reader.next().orElseThrow();

    assertThat(second.content().read()).isEqualTo('t');
    assertThatThrownBy(() -> first.content().read()).isInstanceOf(IOException.class);
    assertThat(reader.next()).isEmpty();
    assertThat(reader.next()).isEmpty();
  }

  /** Whatever the sizes of reads and of what the network gives at once. */
  @ParameterizedTest
  @CsvSource({"1,1", "3,70000", "65536,5", "8192,8192", "100000,1"})
  void binaryContentOfAnySizePassesUnchanged(int given, int asked) throws IOException {
    Random random = new Random(3);
    List<byte[]> parts = new ArrayList<>();
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    for (int size : new int[] {0, 1, 2, 65_530, 65_536, 65_540, 150_000}) {
      byte[] content = new byte[size];
      random.nextBytes(content);
      for (int i = 0; i + 4 < size; i += 997) {
        // Many beginnings of a delimiter.
        content[i] = '\r';
        content[i + 1] = '\n';
        content[i + 2] = '-';
      }
      parts.add(content);
      body.writeBytes(bytes("\r\n--b\r\nContent-Type: application/dicom\r\n\r\n"));
      body.writeBytes(content);
    }
    body.writeBytes(bytes("\r\n--b--"));
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(body.toByteArray())) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(given, length));
          }
        };
    MultipartReader reader = new MultipartReader(slow, "b", MultipartLimits.DEFAULT);
    for (byte[] expected : parts) {
      InputStream content = reader.next().orElseThrow().content();
      java.io.ByteArrayOutputStream read = new java.io.ByteArrayOutputStream();
      byte[] chunk = new byte[asked];
      for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
        read.write(chunk, 0, n);
      }
      assertThat(read.toByteArray()).isEqualTo(expected);
    }
    assertThat(reader.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', INVALID_MULTIPART",
    "'no delimiter at all', INVALID_MULTIPART",
    "'--b\\r\\n\\r\\nnever ends', INVALID_MULTIPART",
    "'--bx\\r\\n\\r\\none\\r\\n--b--', INVALID_MULTIPART",
    "'--b-x', INVALID_MULTIPART",
    "'--b\\r\\nno colon\\r\\n\\r\\none\\r\\n--b--', INVALID_MULTIPART"
  })
  void malformedBodyIsAFault(String body, DicomFaultCode code) {
    String text = body.replace("\\r", "\r").replace("\\n", "\n");
    assertThatThrownBy(() -> contents(reader(text, SMALL)))
        .isInstanceOfSatisfying(
            DicomFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void whatExceedsALimitIsAFault() {
    String header = "--b\r\nA: " + "x".repeat(300) + "\r\n\r\n1\r\n--b--";
    String part = "--b\r\n\r\n" + "x".repeat(1001) + "\r\n--b--";
    String parts = "--b\r\n\r\n1\r\n".repeat(4) + "--b--";
    for (String body : List.of(header, part, parts)) {
      assertThatThrownBy(() -> contents(reader(body, SMALL)))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.VALUE_TOO_LARGE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ends with space ", "a\r\nb", "ä"})
  void boundaryOutsideItsRepertoireIsRefused(String boundary) {
    assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), boundary, SMALL))
        .hasMessageContaining("DCM-WEB-001");
  }

  @Test
  void boundaryOfOrthancIsTakenThoughItIsLongerThanTheRfcSays() throws IOException {
    String uuid = "430097c4-5681-46d4-84cc-ec828b698ce7";
    String boundary = uuid + "-" + uuid;
    byte[] body = bytes("\r\n--" + boundary + "\r\n\r\none\r\n--" + boundary + "--");

    assertThat(contents(new MultipartReader(new ByteArrayInputStream(body), boundary, SMALL)))
        .containsExactly("one");
  }

  @Test
  void mediaTypesAreReadWithQuotesAndCase() {
    MediaType type =
        MediaType.of("Multipart/Related; TYPE=\"application/dicom\"; boundary=\"a\\\"b;c\"; x = y");

    assertThat(type.type()).isEqualTo("multipart/related");
    assertThat(type.parameter("type")).contains("application/dicom");
    assertThat(type.parameter("boundary")).contains("a\"b;c");
    assertThat(type.parameter("x")).contains("y");
    assertThat(MediaType.of("a/b").parameters()).isEmpty();
    assertThat(MediaType.of("a/b; c").parameters()).isEmpty();
  }

  @Test
  void anyBytesEndInAFaultOrAnEnd() {
    Random random = new Random(11);
    byte[] whole = bytes("--b\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--");
    for (int round = 0; round < 20_000; round++) {
      byte[] body = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        body[random.nextInt(body.length)] = (byte) "\r\n-b:x ".charAt(random.nextInt(7));
      }
      try {
        contents(new MultipartReader(new ByteArrayInputStream(body), "b", SMALL));
      } catch (DicomFault | IOException e) {
        assertThat(e).isInstanceOf(DicomFault.class);
      }
    }
  }
}
