package org.therafed.gateway.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.outcome.Fault;

/**
 * Every HL7 v2 row of a folder with an {@code EXPECTED.csv} (columns as its EXPECTED.md says) is
 * met. The folder is {@code therafed.fhir.data}, otherwise {@code ../shared/data/fhir} seen from
 * the repository root, as is a relative name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedHl7Test {

  private static final String PROPERTY = "therafed.fhir.data";

  /** A relative name is seen from the repository root. */
  private static final Path DATA =
      Path.of("..").resolve(System.getProperty(PROPERTY, "../shared/data/fhir"));

  private final Hl7Structure structure = new Hl7Structure();
  private int parsed;
  private int refused;

  private record Expected(
      String file, String type, String version, String charset, String segments, String verdict) {
    @Override
    public String toString() {
      return file;
    }
  }

  @BeforeAll
  static void folder() {
    boolean there = Files.exists(DATA.resolve("EXPECTED.csv"));
    // A folder that somebody asked for is not skipped in silence.
    assertThat(there || System.getProperty(PROPERTY) == null)
        .as("EXPECTED.csv in " + PROPERTY)
        .isTrue();
    Assumptions.assumeTrue(there, "the shared FHIR data folder is not here");
  }

  @AfterAll
  void howMany() {
    System.out.printf("SharedHl7Test: %d messages parsed, %d refused%n", parsed, refused);
  }

  private static Stream<Expected> rows() throws IOException {
    if (!Files.exists(DATA.resolve("EXPECTED.csv"))) {
      return Stream.empty();
    }
    List<Expected> rows = new ArrayList<>();
    try (CSVParser table =
        CSVParser.parse(
            DATA.resolve("EXPECTED.csv"),
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      for (CSVRecord row : table) {
        if (row.get("kind").equals("hl7v2")) {
          rows.add(
              new Expected(
                  row.get("file"),
                  row.get("hl7_type"),
                  row.get("hl7_version"),
                  row.get("hl7_charset"),
                  row.get("hl7_segments"),
                  row.get("hl7_verdict")));
        }
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("rows")
  void everyMessageIsReadAsItsRowSays(Expected row) throws IOException, HL7Exception {
    byte[] bytes = Files.readAllBytes(DATA.resolve(row.file()));
    // The character set of a message that names none is one that the site declares.
    Charset declared =
        row.charset().isBlank() ? StandardCharsets.UTF_8 : Charset.forName(row.charset());
    Hl7Reader reader = new Hl7Reader(declared);
    if (row.verdict().equals("refuse")) {
      assertThatThrownBy(() -> structure.parse(reader.read(bytes).text()))
          .isInstanceOf(Fault.class);
      refused++;
      return;
    }
    assertThat(row.verdict()).isEqualTo("parse");
    Hl7Message message = reader.read(bytes);
    Message structured = structure.parse(message.text());
    assertThat(withoutEnd(message.type())).isEqualTo(withoutEnd(row.type()));
    assertThat(message.version()).isEqualTo(row.version());
    assertThat(message.text()).isEqualTo(lines(new String(bytes, declared)));
    assertThat(structured.encode().lines().filter(line -> !line.isBlank()).count())
        .isEqualTo(Long.parseLong(row.segments()));
    assertThat(message.segments()).hasSizeGreaterThanOrEqualTo(Integer.parseInt(row.segments()));
    parsed++;
  }

  /** An acknowledgement may have no event. */
  private static String withoutEnd(String type) {
    return type.replaceFirst("\\^$", "");
  }

  private static String lines(String text) {
    return text.replace("\uFEFF", "").replace("\r\n", "\r").replace('\n', '\r');
  }
}
