package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of reference documents in the format of its {@code FORMAT.md}. */
public record OracleFolder(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * System property {@code therafed.oracles}, else the survival folder beside {@code
   * therafed.shared}.
   */
  public static Optional<OracleFolder> configured() {
    String oracles = System.getProperty("therafed.oracles");
    String shared = System.getProperty("therafed.shared");
    Path path =
        oracles != null
            ? Path.of(oracles)
            : Path.of(shared == null ? "../../shared" : shared, "oracles", "survival");
    return Files.isDirectory(path) ? Optional.of(new OracleFolder(path)) : Optional.empty();
  }

  /** Names of the documents, sorted. */
  public List<String> documents() {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith(".json") && !name.equals("schema.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One document. */
  public JsonNode document(String name) {
    try {
      return JSON.readTree(path.resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A CSV file without quoting, as the folder holds them: header first. */
  public List<String[]> csv(String name) {
    try {
      List<String[]> rows = new ArrayList<>();
      for (String line : Files.readAllLines(path.resolve(name))) {
        rows.add(line.split(",", -1));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
