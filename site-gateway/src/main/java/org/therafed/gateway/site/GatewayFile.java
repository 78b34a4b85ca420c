package org.therafed.gateway.site;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.runtime.KnownSettings;
import org.therafed.runtime.NearestName;

/**
 * The settings as a file, {@code gateway.yaml}: the same names in lower case with hyphens, which
 * may be nested at any hyphen. Every problem is told with its line; no value is.
 */
public final class GatewayFile {

  private static final String DEFAULT = "gateway.yaml";
  private static final String PREFIX = "THERAFED_";
  private static final long LARGEST_BYTES = 1L << 20;

  private final String name;
  private final KnownSettings known = GatewaySettings.known();
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private GatewayFile(String name) {
    this.name = name;
  }

  /** The file of this process; one without settings if there is none. */
  public static GatewayFile ofThisProcess() {
    Optional<String> given = GatewaySettings.CONFIG_FILE.value();
    Path path = Path.of(DEFAULT);
    try {
      path = given.map(Path::of).orElse(path);
    } catch (InvalidPathException e) {
      return unreadable(DEFAULT);
    }
    return given.isEmpty() && !Files.exists(path) ? new GatewayFile(DEFAULT) : read(path);
  }

  /** Reads a file. */
  static GatewayFile read(Path path) {
    String shown = String.valueOf(path.getFileName());
    try {
      return Files.size(path) > LARGEST_BYTES
          ? unreadable(shown)
          : parse(shown, Files.readString(path));
    } catch (IOException e) {
      return unreadable(shown);
    }
  }

  private static GatewayFile unreadable(String shown) {
    GatewayFile file = new GatewayFile(shown);
    file.problems.add(
        "THERAFED_CONFIG_FILE does not name a readable file of up to 1 MiB in UTF-8.");
    return file;
  }

  /** Reads a text. */
  static GatewayFile parse(String shown, String text) {
    GatewayFile file = new GatewayFile(shown);
    YAMLFactory factory =
        YAMLFactory.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (JsonParser parser = factory.createParser(text)) {
      file.read(parser);
    } catch (JsonProcessingException e) {
      // The parser's own message may quote a value.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      file.problems.add(
          file.at(line) + " cannot be read: it is no YAML, or a name stands there twice.");
    } catch (IOException e) {
      file.problems.add(file.at(1) + " cannot be read.");
    }
    return file;
  }

  /** Gives the process what it was not given by environment or property. */
  public void apply() {
    values.forEach(
        (property, value) -> {
          boolean given =
              System.getenv(KnownSettings.variable(property)) != null
                  || System.getProperty(property) != null;
          if (!given) {
            System.setProperty(property, value);
          }
        });
  }

  /** Values by property. */
  Map<String, String> values() {
    return values;
  }

  /** What is wrong with the file itself. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** A problem of a setting with the line that gave it, where this file did. */
  public String withLine(String problem) {
    String variable = problem.split("[ (]", 2)[0];
    return values.keySet().stream()
        .filter(property -> KnownSettings.variable(property).equals(variable))
        .filter(property -> System.getenv(variable) == null)
        .findFirst()
        .map(property -> at(lines.get(property)) + ": " + problem)
        .orElse(problem);
  }

  private String at(int line) {
    return name + ", line " + line;
  }

  private void read(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      problems.add(at(1) + " is no list of settings; name: value is needed.");
      return;
    }
    Deque<String> path = new ArrayDeque<>();
    object(parser, path);
    if (parser.nextToken() != null) {
      problems.add(at(parser.currentTokenLocation().getLineNr()) + " begins another document.");
    }
  }

  private void object(JsonParser parser, Deque<String> path) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int line = parser.currentTokenLocation().getLineNr();
      path.addLast(parser.currentName());
      JsonToken token = parser.nextToken();
      switch (token) {
        case START_OBJECT -> object(parser, path);
        case START_ARRAY -> list(parser, path, line);
        case VALUE_NULL -> setting(path, line);
        default -> put(path, line, parser.getText(), false);
      }
      path.removeLast();
    }
  }

  private void list(JsonParser parser, Deque<String> path, int line) throws IOException {
    List<String> elements = new ArrayList<>();
    boolean plain = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      plain = plain && token.isScalarValue() && parser.getText().indexOf(',') < 0;
      if (token.isScalarValue()) {
        elements.add(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    if (plain) {
      put(path, line, String.join(",", elements), true);
    } else if (setting(path, line).isPresent()) {
      problems.add(at(line) + ": a list of texts without commas is needed.");
    }
  }

  private void put(Deque<String> path, int line, String value, boolean list) {
    Optional<String> setting = setting(path, line);
    if (setting.isEmpty() || value.isBlank()) {
      return;
    }
    if (list && !GatewaySettings.isList(known.propertyOf(variable(path)).orElseThrow())) {
      problems.add(at(line) + ": " + variable(path) + " is no list; one value is needed.");
      return;
    }
    if (values.putIfAbsent(setting.get(), value) != null) {
      problems.add(at(line) + ": " + variable(path) + " stands there twice.");
    }
    lines.putIfAbsent(setting.get(), line);
  }

  /** The property of a place; empty, with a problem, where there is no such setting. */
  private Optional<String> setting(Deque<String> path, int line) {
    String variable = variable(path);
    Optional<String> property = GatewaySettings.property(variable);
    if (property.isEmpty()) {
      problems.add(
          at(line)
              + " names no setting of the gateway"
              + NearestName.of(variable, known.variables())
                  .map(near -> "; perhaps " + near.substring(PREFIX.length()) + " is meant")
                  .map(text -> text.toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                  .orElse("")
              + ".");
    }
    return property;
  }

  private static String variable(Deque<String> path) {
    return PREFIX + KnownSettings.variable(String.join("_", path));
  }
}
