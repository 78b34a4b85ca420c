package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every FHIR verdict of a folder with an {@code EXPECTED.csv} (columns as its EXPECTED.md says) is
 * met, against R4 and against the profiles claimed. The folder is {@code therafed.fhir.data},
 * otherwise {@code ../shared/data/fhir} seen from the repository root; the definitions are {@code
 * therafed.fhir.definitions}, otherwise {@code ../shared/standards/fhir}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedFhirExamplesTest {
  private static final Path DATA = folder("therafed.fhir.data", "../../shared/data/fhir");
  private static final Path DEFINITIONS =
      folder("therafed.fhir.definitions", "../../shared/standards/fhir");

  private StructureValidator validator;
  private int base;
  private int profiled;
  private int free;
  private int alsoUndefined;
  private final Set<String> undefined = new TreeSet<>();

  record Expected(String file, String kind, String base, String profile) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static Path folder(String property, String otherwise) {
    String named = System.getProperty(property);
    return named == null ? Path.of(otherwise) : named(property, named);
  }

  /** The folder that somebody named; a relative name is seen from the repository root. */
  static Path named(String property, String name) {
    Path folder = Path.of("..").resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "The folder that " + property + " names does not exist: " + folder.toAbsolutePath());
    }
    return folder;
  }

  private static boolean isNamed() {
    return System.getProperty("therafed.fhir.data") != null;
  }

  /**
   * The table of a folder.
   *
   * @param named whether somebody asked for this folder: then nothing is skipped in silence
   */
  static Optional<Path> table(Path folder, boolean named) {
    Path table = folder.resolve("EXPECTED.csv");
    if (Files.exists(table)) {
      return Optional.of(table);
    }
    if (named) {
      throw new IllegalStateException(
          "The folder that therafed.fhir.data names has no EXPECTED.csv");
    }
    return Optional.empty();
  }

  @BeforeAll
  void load() throws IOException {
    assumeTrue(table(DATA, isNamed()).isPresent(), "no examples at " + DATA);
    Definitions definitions = Definitions.r4();
    if (Files.isDirectory(DEFINITIONS)) {
      SharedDefinitions.of(DEFINITIONS).forEach(definitions::add);
    }
    validator = new StructureValidator(definitions);
  }

  @AfterAll
  void count() {
    System.out.println(
        "FHIR verdicts met: "
            + base
            + " of R4, "
            + profiled
            + " of profiles, "
            + alsoUndefined
            + " of them in rows that claim a profile that is not at hand here too "
            + undefined
            + "; left open by the table: "
            + free);
  }

  static Stream<Expected> rows() throws IOException {
    Optional<Path> table = table(DATA, isNamed());
    if (table.isEmpty()) {
      return Stream.of(new Expected("none", "", "", ""));
    }
    return rows(Files.readString(table.get())).stream();
  }

  /** The rows with a FHIR verdict; columns by their names, in any order. */
  static List<Expected> rows(String table) {
    List<List<String>> records = CsvRows.of(table);
    List<String> header = records.get(0);
    List<Expected> rows = new ArrayList<>();
    for (List<String> cells : records.subList(1, records.size())) {
      Expected row =
          new Expected(
              cells.get(header.indexOf("file")),
              cells.get(header.indexOf("kind")),
              cells.get(header.indexOf("base_r4_verdict")),
              cells.get(header.indexOf("profile_verdict")));
      if (List.of("fhir-resource", "fhir-bundle", "ndjson").contains(row.kind())) {
        rows.add(row);
      }
    }
    return rows;
  }

  /**
   * The table's verdict is that of the profiles which are defined: one that is not (US Core is not
   * among the shared definitions) is no violation to HAPI either, but is counted and named.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theVerdictIsAsExpected(Expected expected) throws IOException {
    List<Violation> errors = new ArrayList<>();
    List<Violation> byProfile = new ArrayList<>();
    boolean claims = false;
    Set<String> unknown = new TreeSet<>();
    List<JsonNode> resources;
    try {
      resources = resources(expected);
    } catch (JsonProcessingException e) {
      assertThat(expected.base()).as("no JSON").isEqualTo("invalid");
      assertThat(expected.profile()).as("no JSON").isNotEqualTo("valid");
      base++;
      profiled++;
      return;
    }
    for (JsonNode resource : resources) {
      errors.addAll(errors(validator.validate(resource)));
      for (JsonNode part : parts(resource)) {
        for (JsonNode profile : part.path("meta").path("profile")) {
          claims = true;
          Optional<List<Violation>> found = validator.validate(part, profile.asText());
          found.ifPresentOrElse(
              violations -> byProfile.addAll(errors(violations)),
              () -> unknown.add(profile.asText()));
        }
      }
    }
    assertThat(errors.isEmpty() ? "valid" : "invalid")
        .as("FHIR R4: %s", errors)
        .isEqualTo(expected.base());
    base++;
    if (expected.profile().equals("not-checked")) {
      free++;
      return;
    }
    boolean invalid = !byProfile.isEmpty() || (claims && !errors.isEmpty());
    assertThat(invalid ? "invalid" : "valid")
        .as("profiles: %s", byProfile)
        .isEqualTo(expected.profile());
    profiled++;
    if (!unknown.isEmpty()) {
      alsoUndefined++;
      undefined.addAll(unknown);
    }
  }

  private static List<Violation> errors(List<Violation> violations) {
    return violations.stream().filter(Violation::error).toList();
  }

  private static List<JsonNode> parts(JsonNode resource) {
    List<JsonNode> parts = new ArrayList<>(List.of(resource));
    resource.path("entry").forEach(entry -> parts.add(entry.path("resource")));
    return parts;
  }

  private static List<JsonNode> resources(Expected expected) throws IOException {
    Path file = DATA.resolve(expected.file());
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = expected.file().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      bytes = plain.readAllBytes();
    }
    if (!expected.kind().equals("ndjson")) {
      return List.of(SharedDefinitions.MAPPER.readTree(bytes));
    }
    List<JsonNode> all = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      if (!line.isBlank()) {
        all.add(SharedDefinitions.MAPPER.readTree(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return all;
  }
}
