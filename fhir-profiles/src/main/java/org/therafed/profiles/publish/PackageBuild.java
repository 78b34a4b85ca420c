package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.OperationOutcomeJson.Finding;
import org.therafed.profiles.validation.IssueCode;
import org.therafed.profiles.validation.RecordValidator;

/** Writes the FHIR npm package; the build runs it. The only class here that touches files. */
public final class PackageBuild {
  /** The day on which the examples are looked at: what is wrong with them must not change. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-11-20T00:00:00Z"), ZoneOffset.UTC);

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private PackageBuild() {}

  /**
   * Writes the package.
   *
   * @param args version, file to write, folder of valid examples, folder of invalid ones
   */
  public static void main(String[] args) throws IOException {
    Map<String, JsonNode> examples = examples(Path.of(args[2]), "");
    Map<String, JsonNode> invalid = examples(Path.of(args[3]), "invalid-");
    examples.putAll(invalid);
    RecordValidator validator = new RecordValidator(Publication.definitions(), CLOCK);
    invalid.forEach(
        (name, resource) ->
            examples.put(name.replace(".json", "-outcome.json"), outcome(validator, resource)));
    Path file = Path.of(args[1]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file, FhirPackage.bytes(Publication.of(args[0]), ModuleCatalog.standard(), examples));
  }

  private static Map<String, JsonNode> examples(Path folder, String prefix) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    Map<String, JsonNode> all = new TreeMap<>();
    for (Path file : files) {
      all.put(prefix + file.getFileName(), MAPPER.readTree(Files.readAllBytes(file)));
    }
    return all;
  }

  /** What the registry answers to an invalid example. */
  private static ObjectNode outcome(RecordValidator validator, JsonNode resource) {
    return OperationOutcomeJson.of(
        validator.validate(resource).stream()
            .map(
                issue ->
                    new Finding(
                        issue.severity().fhirCode(),
                        IssueCode.fhirTypeOf(issue.code()),
                        issue.code(),
                        issue.message(),
                        issue.messageZh(),
                        issue.expression()))
            .toList());
  }
}
