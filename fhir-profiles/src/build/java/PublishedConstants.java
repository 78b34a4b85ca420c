import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the canonical URLs of what the library publishes as Java constants, from the tables alone:
 * it runs before the library is compiled. A test compares them with the publication.
 */
public final class PublishedConstants {
  private static final String BASE = "https://therafed.org/fhir";
  private static final String PACKAGE = "org.therafed.profiles.published";
  private static final Pattern EXTENSION = Pattern.compile("extension\\[([a-z0-9-]+)]");
  private static final Pattern LAST_EXTENSION = Pattern.compile(".*extension\\[([a-z0-9-]+)]$");
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Map<String, String> profiles = new TreeMap<>();
  private final Map<String, String> extensions = new TreeMap<>();
  private final Map<String, String> codeSystems = new TreeMap<>();
  private final Map<String, String> valueSets = new TreeMap<>();
  private final Map<String, String> searchParameters = new TreeMap<>();

  /**
   * Writes the constants.
   *
   * @param args folder of the tables, folder to write into
   */
  public static void main(String[] args) throws IOException {
    PublishedConstants constants = new PublishedConstants();
    constants.read(Path.of(args[0]));
    constants.write(Path.of(args[1]).resolve(PACKAGE.replace('.', '/')));
  }

  private void read(Path tables) throws IOException {
    try (Stream<Path> files = Files.list(tables.resolve("profile"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches("atr-.*\\.yaml")).sorted().toList()) {
        profile(YAML.readTree(Files.readAllBytes(file)));
      }
    }
    // On Measure.group of a module's bundle; no record carries it, so no table has a row for it.
    extensions.put("rule-parameter", BASE + "/StructureDefinition/rule-parameter");
    JsonNode sets = YAML.readTree(Files.readAllBytes(tables.resolve("terminology/code-sets.yaml")));
    for (Map.Entry<String, JsonNode> system : sets.path("systems").properties()) {
      String url = system.getValue().asText();
      if (url.startsWith(BASE + "/CodeSystem/")) {
        local(url.substring(url.lastIndexOf('/') + 1));
      }
    }
    sets.path("sets").fieldNames().forEachRemaining(this::valueSet);
    // Sets that the catalogues of the library make.
    List.of("lab-test", "ctcae-term", "radionuclide", "procedure", "cost-component")
        .forEach(this::valueSet);
    JsonNode parameters =
        YAML.readTree(Files.readAllBytes(tables.resolve("publish/search-parameters.yaml")));
    parameters
        .fieldNames()
        .forEachRemaining(id -> searchParameters.put(id, BASE + "/SearchParameter/" + id));
  }

  private void profile(JsonNode table) {
    String id = table.path("profile").asText();
    profiles.put(id, BASE + "/StructureDefinition/" + id);
    for (Map.Entry<String, JsonNode> row : table.path("elements").properties()) {
      if (EXTENSION.matcher(row.getKey()).matches()) {
        String name = row.getKey().substring(10, row.getKey().length() - 1);
        extensions.put(
            name, row.getValue().path("url").asText(BASE + "/StructureDefinition/" + name));
      }
      Matcher last = LAST_EXTENSION.matcher(row.getKey());
      if (last.matches() && row.getValue().path("codes").size() > 1) {
        local(last.group(1));
        valueSet(last.group(1));
      }
    }
  }

  private void local(String id) {
    codeSystems.put(id, BASE + "/CodeSystem/" + id);
    valueSet("all-" + id);
  }

  private void valueSet(String id) {
    valueSets.put(id, BASE + "/ValueSet/" + id);
  }

  private void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    type(folder, "ProfileUrls", "The profiles.", profiles);
    type(folder, "ExtensionUrls", "The extensions of the profiles, ours and others'.", extensions);
    type(folder, "CodeSystemUrls", "Our code systems.", codeSystems);
    type(
        folder,
        "ValueSetUrls",
        "Our value sets, but those made for one element of one profile.",
        valueSets);
    type(folder, "SearchParameterUrls", "Our search parameters.", searchParameters);
  }

  private static void type(Path folder, String name, String what, Map<String, String> urls)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("package ").append(PACKAGE).append(";\n\n");
    text.append("/** ").append(what).append(" Generated from the tables of the library. */\n");
    text.append("public final class ").append(name).append(" {\n");
    urls.forEach(
        (id, url) -> {
          String constant = id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
          text.append("  /** {@code ").append(id).append("} */\n");
          text.append("  public static final String ").append(constant);
          text.append(" = \"").append(url).append("\";\n\n");
        });
    text.append("  private ").append(name).append("() {}\n}\n");
    Path file = folder.resolve(name + ".java");
    // An unchanged file is left as it is, so that nothing is compiled anew for it.
    if (!Files.exists(file) || !Files.readString(file).equals(text.toString())) {
      Files.writeString(file, text.toString());
    }
  }
}
