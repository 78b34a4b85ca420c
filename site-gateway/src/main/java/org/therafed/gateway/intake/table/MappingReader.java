package org.therafed.gateway.intake.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.runtime.NearestName;

/** Reads the file of a mapping, and says all that is wrong with it at once. */
final class MappingReader {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> KEYS =
      Set.of("kind", "sheet", "charset", "separator", "decimal", "ignore", "empty", "columns");
  private static final Set<String> COLUMN_KEYS = Set.of("from", "fixed", "format", "codes");

  private final String file;
  private final List<String> problems;
  private boolean comma;

  private MappingReader(String file, List<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads one file.
   *
   * @param file its name, with ending
   * @param problems takes what is wrong: file, path, reason
   * @return empty where something is
   */
  static Optional<TableMapping> read(String file, String text, List<String> problems) {
    return new MappingReader(file, problems).mapping(text);
  }

  private Optional<TableMapping> mapping(String text) {
    int before = problems.size();
    JsonNode root = parse(text);
    if (problems.size() > before) {
      return Optional.empty();
    }
    known("", root, KEYS);
    Optional<TableKind> kind = text(root, "", "kind").flatMap(this::kind);
    Optional<String> sheet = root.has("sheet") ? text(root, "", "sheet") : Optional.empty();
    Charset charset = charset(root);
    char separator = separator(root);
    comma = decimalComma(root);
    Set<String> ignored = lowerCase(list(root, "ignore"));
    Set<String> empty = list(root, "empty");
    List<MappedColumn> columns = kind.map(k -> columns(root, k)).orElse(List.of());
    columns.stream()
        .flatMap(column -> column.from().stream())
        .filter(ignored::contains)
        .forEach(name -> problem("ignore", "'" + name + "' is used by a column, too"));
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new TableMapping(
                file.replaceFirst("\\.ya?ml$", ""),
                kind.orElseThrow(),
                sheet,
                charset,
                separator,
                ignored,
                empty,
                columns));
  }

  private JsonNode parse(String text) {
    try {
      JsonNode root = YAML.readTree(text);
      if (root.isObject()) {
        return root;
      }
      problem("", "it is no YAML mapping with kind and columns");
      return root;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      problem("", "it is no YAML, or says a key twice" + where);
      return YAML.createObjectNode();
    }
  }

  private Optional<TableKind> kind(String code) {
    Optional<TableKind> kind = TableKind.coded(code);
    if (kind.isEmpty()) {
      problem("kind", "'" + code + "' is none of " + TableKind.codes());
    }
    return kind;
  }

  private Charset charset(JsonNode root) {
    String name = root.has("charset") ? text(root, "", "charset").orElse("UTF-8") : "UTF-8";
    Optional<Charset> charset = TableCharsets.named(name);
    if (charset.isEmpty()) {
      problem("charset", "'" + name + "' is neither UTF-8 nor GB18030");
    }
    return charset.orElse(StandardCharsets.UTF_8);
  }

  private char separator(JsonNode root) {
    String separator = root.has("separator") ? text(root, "", "separator").orElse(",") : ",";
    if (!Set.of(",", ";", "\t", "|").contains(separator)) {
      problem("separator", "is none of ',' ';' '|' and tab");
    }
    return separator.isEmpty() ? ',' : separator.charAt(0);
  }

  private boolean decimalComma(JsonNode root) {
    String mark = root.has("decimal") ? text(root, "", "decimal").orElse(".") : ".";
    if (!Set.of(",", ".").contains(mark)) {
      problem("decimal", "is neither ',' nor '.'");
    }
    return mark.equals(",");
  }

  private List<MappedColumn> columns(JsonNode root, TableKind kind) {
    JsonNode given = root.path("columns");
    if (!given.isObject()) {
      problem("columns", "is missing, or no list of columns with where they come from");
      return List.of();
    }
    List<Column> layout = TableLayout.of(kind).columns();
    List<String> names = layout.stream().map(Column::name).toList();
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                problem(
                    "columns." + name,
                    kind.code()
                        + " has no such column"
                        + NearestName.of(name, names).map(n -> "; perhaps " + n).orElse(""));
              }
            });
    List<MappedColumn> columns = new ArrayList<>();
    for (Column column : layout) {
      if (given.has(column.name())) {
        column(column, given.get(column.name())).ifPresent(columns::add);
      } else if (column.required()) {
        problem("columns." + column.name(), "is missing; " + kind.code() + " needs it");
      }
    }
    return columns;
  }

  private Optional<MappedColumn> column(Column column, JsonNode given) {
    String path = "columns." + column.name();
    if (given.isTextual()) {
      return from(column, given.textValue(), path, writtenAsUsual(column));
    }
    if (!given.isObject()) {
      problem(path, "is neither a column's name nor from, fixed, format and codes");
      return Optional.empty();
    }
    known(path + ".", given, COLUMN_KEYS);
    if (given.has("from") == given.has("fixed")) {
      problem(path, "one of from and fixed is needed");
      return Optional.empty();
    }
    if (given.has("fixed")) {
      return fixed(column, given, path);
    }
    FieldTranslation translation = translation(column, given, path);
    return text(given, path + ".", "from").flatMap(name -> from(column, name, path, translation));
  }

  private Optional<MappedColumn> from(
      Column column, String name, String path, FieldTranslation translation) {
    if (name.isBlank()) {
      problem(path, "names no column");
      return Optional.empty();
    }
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return Optional.of(new MappedColumn(column, Optional.of(lower), "", translation));
  }

  private Optional<MappedColumn> fixed(Column column, JsonNode given, String path) {
    if (given.size() > 1) {
      problem(path, "beside fixed nothing else has a meaning");
    }
    Optional<String> value = text(given, path + ".", "fixed").map(String::strip);
    value.filter(String::isEmpty).ifPresent(none -> problem(path + ".fixed", "is empty"));
    value.ifPresent(text -> word(column, text, path + ".fixed"));
    return value.map(
        text -> new MappedColumn(column, Optional.empty(), text, FieldTranslation.AS_WRITTEN));
  }

  private FieldTranslation translation(Column column, JsonNode given, String path) {
    if (given.has("codes") && given.has("format")) {
      problem(path, "codes and format exclude each other");
    }
    if (given.has("codes")) {
      return codes(column, given, path + ".codes");
    }
    if (!given.has("format")) {
      return writtenAsUsual(column);
    }
    boolean time = column.form().type() == FieldType.TIME;
    if (!time && column.form().type() != FieldType.DAY) {
      problem(path + ".format", "this column is neither a day nor a time");
      return FieldTranslation.AS_WRITTEN;
    }
    String pattern = text(given, path + ".", "format").orElse("");
    Optional<String> problem = DatePattern.problem(pattern, time);
    if (problem.isPresent()) {
      problem(path + ".format", problem.get());
      return FieldTranslation.AS_WRITTEN;
    }
    return time
        ? FieldTranslations.time(DatePattern.formatter(pattern), pattern)
        : FieldTranslations.day(DatePattern.formatter(pattern), pattern);
  }

  private FieldTranslation writtenAsUsual(Column column) {
    return comma && column.form().type() == FieldType.NUMBER
        ? FieldTranslations.decimalComma()
        : FieldTranslation.AS_WRITTEN;
  }

  private FieldTranslation codes(Column column, JsonNode given, String path) {
    Map<String, String> codes = new LinkedHashMap<>();
    JsonNode list = given.get("codes");
    if (!list.isObject() || list.isEmpty()) {
      problem(path, "is no list of words with what they mean");
      return FieldTranslation.AS_WRITTEN;
    }
    list.fieldNames()
        .forEachRemaining(
            word ->
                text(list, path + ".", word)
                    .map(String::strip)
                    .ifPresent(
                        meaning -> {
                          word(column, meaning, path + "." + word);
                          codes.put(word.strip(), meaning);
                        }));
    return FieldTranslations.codes(Map.copyOf(codes), path);
  }

  /** That a word of the layout is one; words of terminologies may come with a module later. */
  private void word(Column column, String value, String path) {
    if (column.form().type() == FieldType.WORD) {
      column
          .form()
          .check(value, null)
          .ifPresent(
              problem ->
                  problem(
                      path, "'" + value + "': " + problem.rule().en().replaceFirst("\\.$", "")));
    }
  }

  private void known(String path, JsonNode given, Set<String> keys) {
    given
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                problem(path + key, "is not known; known are " + new TreeSet<>(keys));
              }
            });
  }

  private Set<String> list(JsonNode root, String key) {
    Set<String> texts = new HashSet<>();
    if (!root.has(key)) {
      return texts;
    }
    if (!root.get(key).isArray()) {
      problem(key, "is no list in [ ]");
      return texts;
    }
    for (JsonNode item : root.get(key)) {
      if (item.isTextual()) {
        texts.add(item.textValue().strip());
      } else {
        problem(key, "holds what is no text; write it in quotes");
      }
    }
    return texts;
  }

  private static Set<String> lowerCase(Set<String> names) {
    Set<String> lower = new HashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /** A text; of a number in YAML nobody knows any more how it was written. */
  private Optional<String> text(JsonNode node, String path, String key) {
    JsonNode value = node.path(key);
    if (value.isTextual()) {
      return Optional.of(value.textValue());
    }
    problem(path + key, value.isMissingNode() ? "is missing" : "is no text; write it in quotes");
    return Optional.empty();
  }

  private void problem(String path, String reason) {
    problems.add(file + (path.isEmpty() ? "" : ", " + path) + ": " + reason + ".");
  }
}
