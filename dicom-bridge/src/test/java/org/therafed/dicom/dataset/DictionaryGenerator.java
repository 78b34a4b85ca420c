package org.therafed.dicom.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the dictionary resources and {@code Tag.java} from the DICOM reference tables.
 *
 * <p>Run by hand when the tables change; the results are committed:
 *
 * <pre>
 * ./mvnw -pl dicom-bridge -am -Pdictionary -DskipTests test
 * ./mvnw -pl dicom-bridge spotless:apply
 * </pre>
 *
 * <p>Arguments: the folder of the tables ({@code attributes.json}, {@code command-elements.json},
 * {@code private-dictionary.json}, {@code uids.json}, {@code storage-sop-classes.json}) and the
 * module folder. Each table carries its source, commit and licence in {@code meta}; they are copied
 * into the head of the resource. This class uses nothing of the module, so that it can also make
 * the first version.
 */
public final class DictionaryGenerator {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DictionaryGenerator() {}

  /** See the class description. */
  public static void main(String[] args) throws IOException {
    Path tables = Path.of(args[0]);
    Path module = Path.of(args[1]);
    Path resources = module.resolve("src/main/resources/org/therafed/dicom/dataset");
    JsonNode attributes = read(tables.resolve("attributes.json"));
    JsonNode commands = read(tables.resolve("command-elements.json"));
    writeElements(attributes, commands, resources.resolve("data-elements.tsv"));
    writePrivate(
        read(tables.resolve("private-dictionary.json")), resources.resolve("private-elements.tsv"));
    writeUids(
        read(tables.resolve("uids.json")),
        read(tables.resolve("storage-sop-classes.json")),
        resources.resolve("uids.tsv"));
    writeTags(
        attributes, commands, module.resolve("src/main/java/org/therafed/dicom/dataset/Tag.java"));
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeElements(JsonNode attributes, JsonNode commands, Path out)
      throws IOException {
    List<String> lines = new ArrayList<>();
    head(lines, attributes, commands);
    lines.add("# tag\tvr\tvm\tretired\tkeyword\tname");
    for (JsonNode row : commands.get("rows")) {
      lines.add(elementLine(row));
    }
    for (JsonNode row : attributes.get("rows")) {
      lines.add(elementLine(row));
    }
    write(out, lines);
  }

  private static String elementLine(JsonNode row) {
    return String.join(
        "\t",
        row.get(0).asText(),
        row.get(2).asText().replace(" or ", "/"),
        row.get(3).asText(),
        row.get(4).asInt() == 1 ? "R" : "",
        row.get(1).asText(),
        row.get(5).asText());
  }

  private static void writePrivate(JsonNode table, Path out) throws IOException {
    List<String> lines = new ArrayList<>();
    head(lines, table);
    lines.add("# a line '=creator' opens its rows: tag\tvr\tvm\tname");
    String creator = null;
    for (JsonNode row : table.get("rows")) {
      if (!row.get(0).asText().equals(creator)) {
        creator = row.get(0).asText();
        lines.add("=" + creator);
      }
      lines.add(
          String.join(
              "\t",
              row.get(1).asText(),
              row.get(2).asText().replace(" or ", "/"),
              row.get(3).asText(),
              row.get(4).asText()));
    }
    write(out, lines);
  }

  private static void writeUids(JsonNode uids, JsonNode storage, Path out) throws IOException {
    List<String> lines = new ArrayList<>();
    head(lines, uids, storage);
    lines.add("# uid\ttype\tretired\tstorage (IOD)\tkeyword\tname");
    List<String> left = new ArrayList<>();
    storage.get("rows").forEach(row -> left.add(row.get(0).asText()));
    for (JsonNode row : uids.get("rows")) {
      String uid = row.get(0).asText();
      left.remove(uid);
      lines.add(
          String.join(
              "\t",
              uid,
              row.get(3).asText(),
              row.get(5).asInt() == 1 ? "R" : "",
              iod(storage, uid),
              row.get(1).asText(),
              row.get(2).asText()));
    }
    for (JsonNode row : storage.get("rows")) {
      String uid = row.get(0).asText();
      if (left.contains(uid)) {
        String name = row.get(1).asText();
        lines.add(
            String.join(
                "\t",
                uid,
                "SOP Class",
                "",
                row.get(2).asText(),
                name.replaceAll("[^A-Za-z0-9]", ""),
                name));
      }
    }
    write(out, lines);
  }

  private static String iod(JsonNode storage, String uid) {
    for (JsonNode row : storage.get("rows")) {
      if (row.get(0).asText().equals(uid)) {
        return row.get(2).asText();
      }
    }
    return "";
  }

  private static void head(List<String> lines, JsonNode... tables) {
    lines.add("# Made by DictionaryGenerator; do not edit.");
    lines.add("# DICOM is the registered trademark and standard of NEMA. Tables from:");
    for (JsonNode table : tables) {
      lines.add("# " + table.get("meta"));
    }
  }

  private static void writeTags(JsonNode attributes, JsonNode commands, Path out)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("package org.therafed.dicom.dataset;");
    lines.add("");
    lines.add("/**");
    lines.add(" * Tags of the data elements in force (PS3.6 and PS3.7), named by their keyword.");
    lines.add(" *");
    lines.add(
        " * <p>Made by {@code DictionaryGenerator}; do not edit. Retired elements and repeating");
    lines.add(" * groups are left out; {@link Dictionary} knows them.");
    lines.add(" */");
    lines.add(
        "// The names are the keywords of PS3.6, so that a reader finds them in the standard.");
    lines.add("@SuppressWarnings(\"MemberName\")");
    lines.add("public final class Tag {");
    lines.add("  private Tag() {}");
    lines.add("");
    tagLines(lines, commands);
    tagLines(lines, attributes);
    lines.add("}");
    write(out, lines);
  }

  private static void tagLines(List<String> lines, JsonNode table) {
    for (JsonNode row : table.get("rows")) {
      String tag = row.get(0).asText();
      String keyword = row.get(1).asText();
      boolean delimiter = tag.toLowerCase(java.util.Locale.ROOT).startsWith("fffe");
      if (tag.indexOf('x') < 0 && !keyword.isEmpty() && (row.get(4).asInt() == 0 || delimiter)) {
        lines.add(
            "  public static final int "
                + keyword
                + " = 0x"
                + tag.toUpperCase(java.util.Locale.ROOT)
                + ";");
      }
    }
  }

  private static void write(Path out, List<String> lines) throws IOException {
    Files.createDirectories(out.getParent());
    Files.writeString(out, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
