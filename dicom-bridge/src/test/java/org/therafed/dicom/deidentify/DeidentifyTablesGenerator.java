package org.therafed.dicom.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the tables of de-identification from the DICOM reference tables.
 *
 * <p>Run by hand when the tables change, the results are committed: {@code ./mvnw -pl dicom-bridge
 * -am -Pdictionary -DskipTests test}. Arguments: the folder of the tables and the module folder.
 * Each table carries its source, commit and licence in {@code meta}; they are copied into the head
 * of the resource. Words of names in {@code excluded-names.txt} beside this class are left out.
 */
public final class DeidentifyTablesGenerator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}|[A-Za-z][0-9]|[0-9][A-Za-z]");

  private DeidentifyTablesGenerator() {}

  /** See the class description. */
  public static void main(String[] args) throws IOException {
    Path tables = Path.of(args[0]);
    Path out = Path.of(args[1]).resolve("src/main/resources/org/therafed/dicom/deidentify");
    profile(table(tables, "confidentiality-profile"), out.resolve("confidentiality-profile.tsv"));
    safePrivate(table(tables, "safe-private"), out.resolve("safe-private.tsv"));
    words(tables, out.resolve("words.txt"));
    units(table(tables, "context-groups"), out.resolve("units.txt"));
  }

  private static JsonNode table(Path tables, String name) throws IOException {
    return JSON.readTree(tables.resolve(name + ".json").toFile());
  }

  private static void profile(JsonNode table, Path out) throws IOException {
    List<String> lines = head(table);
    lines.add(
        "# tag\tkeyword\tbasic\tsafe private\tUIDs\tdevice\tinstitution\tpatient characteristics"
            + "\tfull dates\tmodified dates\tdescriptors\tstructured content\tgraphics");
    for (JsonNode row : table.get("rows")) {
      StringBuilder line = new StringBuilder(row.get(0).asText());
      line.append('\t').append(row.get(1).asText());
      for (int column = 4; column <= 14; column++) {
        line.append('\t').append(row.get(column).asText());
      }
      lines.add(line.toString());
    }
    write(out, lines);
  }

  private static void safePrivate(JsonNode table, Path out) throws IOException {
    List<String> lines = head(table);
    lines.add("# creator\tgroup\telement in the block\tvr\tmeaning");
    for (JsonNode row : table.get("rows")) {
      List<String> fields = new ArrayList<>();
      row.forEach(field -> fields.add(field.asText()));
      lines.add(String.join("\t", fields));
    }
    write(out, lines);
  }

  /** The words of code meanings and of names in the standard: none is about a person. */
  private static void words(Path tables, Path out) throws IOException {
    JsonNode codes = table(tables, "dcm-codes");
    JsonNode groups = table(tables, "context-groups");
    JsonNode attributes = table(tables, "attributes");
    JsonNode uids = table(tables, "uids");
    TreeSet<String> words = new TreeSet<>();
    collect(codes, 1, words);
    collect(groups, 3, words);
    collect(attributes, 5, words);
    collect(uids, 2, words);
    words.removeAll(excludedNames());
    List<String> lines = head(codes, groups, attributes, uids);
    lines.add(
        "# Words of code meanings (PS3.16) and of attributes and UIDs (PS3.6), lower case; names of"
            + " excluded-names.txt left out.");
    lines.addAll(words);
    write(out, lines);
  }

  /** Words that name people more often than anything in an image. */
  static List<String> excludedNames() throws IOException {
    try (InputStream in =
        DeidentifyTablesGenerator.class.getResourceAsStream("excluded-names.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static void collect(JsonNode table, int column, Set<String> words) {
    for (JsonNode row : table.get("rows")) {
      Matcher matcher = WORD.matcher(row.get(column).asText());
      while (matcher.find()) {
        words.add(matcher.group().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void units(JsonNode groups, Path out) throws IOException {
    TreeSet<String> units = new TreeSet<>();
    for (JsonNode row : groups.get("rows")) {
      if (row.get(1).asText().equals("UCUM")) {
        units.add(row.get(2).asText());
      }
    }
    List<String> lines = head(groups);
    lines.add("# UCUM codes of the context groups.");
    lines.addAll(units);
    write(out, lines);
  }

  private static List<String> head(JsonNode... tables) {
    List<String> lines = new ArrayList<>();
    lines.add("# Made by DeidentifyTablesGenerator; do not edit.");
    lines.add("# DICOM is the registered trademark and standard of NEMA. Tables from:");
    for (JsonNode table : tables) {
      JsonNode meta = table.get("meta").deepCopy();
      ((com.fasterxml.jackson.databind.node.ObjectNode) meta).remove("names");
      lines.add("# " + meta);
    }
    return lines;
  }

  private static void write(Path out, List<String> lines) throws IOException {
    Files.createDirectories(out.getParent());
    Files.writeString(out, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
