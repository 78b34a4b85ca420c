package org.therafed.profiles.module;

import static java.util.Locale.ROOT;
import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;

/**
 * A part of a module's file, which knows where it stands, so that every mistake is named by file
 * and path.
 *
 * @param file name of the file
 * @param path within the file; empty for the whole
 * @param node what stands there; missing if nothing does
 */
record Row(String file, String path, JsonNode node) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final BigDecimal ALL = new BigDecimal(100);

  /** Of days, cycles and other counts: a hundred years in days. */
  static final BigDecimal MOST_DAYS = new BigDecimal(36525);

  private static final Phrase WHOLE = new Phrase("its top level", "最外层");

  /** A value with the row that it was read from. */
  record Read<T>(T value, Row row) {}

  static Row document(String file, byte[] yaml) {
    try {
      return new Row(file, "", MAPPER.readTree(yaml));
    } catch (MismatchedInputException e) {
      // What stands after the end of the first document would be dropped without a word.
      throw ModuleCode.MODULE.with(
          e,
          safe("file", file),
          safe("path", line(e)),
          safe("reason", new Phrase("a second document stands in the file", "文件中有第二个文档")));
    } catch (JsonProcessingException e) {
      throw ModuleCode.MODULE.with(
          e, safe("file", file), safe("path", line(e)), safe("reason", mistake(e)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Pattern TWICE = Pattern.compile("Duplicate field '([^']{1,80})'");

  private static Phrase mistake(JsonProcessingException e) {
    Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
    return twice.find()
        ? new Phrase(
            "the key '" + twice.group(1) + "' stands twice in one place; once is needed",
            "键“" + twice.group(1) + "”在同一处重复出现；只应出现一次")
        : new Phrase("it is no YAML", "不是 YAML");
  }

  private static Phrase line(JsonProcessingException e) {
    return e.getLocation() == null
        ? Phrase.same("?")
        : new Phrase(
            "line " + e.getLocation().getLineNr(), "第 " + e.getLocation().getLineNr() + " 行");
  }

  Fault fault(String name, Phrase reason) {
    String at = name.isEmpty() ? path : pathOf(name);
    Object shown = at.isEmpty() ? WHOLE : at;
    return ModuleCode.MODULE.with(safe("file", file), safe("path", shown), safe("reason", reason));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return node.has(name);
  }

  Row at(String name) {
    return new Row(file, pathOf(name), node.path(name));
  }

  /** The rows of a list. */
  List<Row> rows(String name) {
    JsonNode list = node.path(name);
    if (!list.isArray() && !list.isMissingNode()) {
      throw fault(name, new Phrase("a list is needed", "应为列表").then(found(list)));
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode item : list) {
      rows.add(new Row(file, pathOf(name) + "[" + rows.size() + "]", item));
    }
    return rows;
  }

  /** The values of a list whose rows have an id each, none twice. */
  <T> List<Read<T>> read(String name, Function<Row, T> reader) {
    List<Read<T>> values = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : rows(name)) {
      if (!seen.add(row.text("id"))) {
        throw row.fault(
            "id",
            new Phrase(
                "the id stands twice: '" + row.text("id") + "'",
                "id 重复出现：“" + row.text("id") + "”"));
      }
      values.add(new Read<>(reader.apply(row), row));
    }
    return values;
  }

  /** Refuses what is not among the names, so that a slip of a name is not taken for absence. */
  void only(String... names) {
    only(
        Set.of(names),
        new Phrase(
            "the name is not known here; known are " + String.join(", ", List.of(names)),
            "此处没有这个名称；已知的名称为 " + String.join("、", List.of(names))));
  }

  /** As {@link #only(String...)}, with the reason that is told of others. */
  void only(Set<String> known, Phrase reason) {
    if (!node.isObject() && !node.isMissingNode()) {
      throw fault("", new Phrase("names with values are needed", "应为名称和值").then(found(node)));
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw fault(entry.getKey(), reason);
      }
    }
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> fault(name, new Phrase("it is missing", "缺少此项")));
  }

  Optional<String> optionalText(String name) {
    String text = node.path(name).asText();
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** What stands there instead of what is needed, as the end of a reason. */
  private static Phrase found(JsonNode node) {
    if (node.isMissingNode()) {
      return new Phrase(", and it is missing", "，而此项缺失");
    }
    if (node.isValueNode()) {
      return new Phrase(", found '" + node.asText() + "'", "，实际为“" + node.asText() + "”");
    }
    return new Phrase(
        ", found '" + node.getNodeType().name().toLowerCase(ROOT) + "'",
        node.isArray() ? "，实际为列表" : "，实际为名称和值");
  }

  TherapyModule.Title title(String name) {
    at(name).only("en", "zh");
    JsonNode title = node.path(name);
    if (title.path("en").asText().isBlank() || title.path("zh").asText().isBlank()) {
      throw fault(
          name,
          new Phrase("a title in English (en) and Chinese (zh) is needed", "应有英文（en）和中文（zh）标题"));
    }
    return new TherapyModule.Title(title.path("en").asText(), title.path("zh").asText());
  }

  int whole(String name, int least) {
    if (!node.path(name).isInt() || node.path(name).intValue() < least) {
      throw fault(
          name,
          (least == Integer.MIN_VALUE
                  ? new Phrase("a whole number is needed", "应为整数")
                  : new Phrase(
                      "a whole number from " + least + " is needed", "应为不小于 " + least + " 的整数"))
              .then(found(node.path(name))));
    }
    return notTooMany(at(name));
  }

  private static int notTooMany(Row row) {
    int number = row.node().intValue();
    if (Math.abs((long) number) > MOST_DAYS.intValueExact()) {
      throw row.fault(
          "",
          new Phrase(
                  "a whole number up to " + MOST_DAYS + " is needed", "应为不大于 " + MOST_DAYS + " 的整数")
              .then(found(row.node())));
    }
    return number;
  }

  private static BigDecimal notTooLong(Row row) {
    BigDecimal number = row.node().decimalValue();
    if (ShownNumber.isTooLong(number)) {
      int most = ShownNumber.MOST_PLACES;
      throw row.fault(
          "",
          new Phrase(
              "a number of at most "
                  + most
                  + " digits, and no exponent beyond "
                  + most
                  + ", is needed",
              "应为最多 " + most + " 位数字且指数不超过 " + most + " 的数"));
    }
    return number;
  }

  /** A whole number that may be absent. */
  int whole(String name, int least, int otherwise) {
    return has(name) ? whole(name, least) : otherwise;
  }

  /** Whether a name that may be absent says yes. */
  boolean yes(String name) {
    if (has(name) && !node.path(name).isBoolean()) {
      throw fault(
          name,
          new Phrase("true or false is needed", "应为 true 或 false").then(found(node.path(name))));
    }
    return node.path(name).booleanValue();
  }

  BigDecimal number(String name) {
    if (!node.path(name).isNumber()) {
      throw fault(name, new Phrase("a number is needed", "应为数").then(found(node.path(name))));
    }
    return notTooLong(at(name));
  }

  /** A tolerance: from nothing to all of what is planned. */
  BigDecimal percent(String name) {
    BigDecimal percent = number(name);
    if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
      throw fault(
          name,
          new Phrase("a percentage from 0 to 100 is needed", "应为 0 至 100 的百分数")
              .then(found(node.path(name))));
    }
    return percent;
  }

  BigDecimal positive(String name) {
    BigDecimal number = number(name);
    if (number.signum() <= 0) {
      throw fault(
          name, new Phrase("a number above 0 is needed", "应为大于 0 的数").then(found(node.path(name))));
    }
    return number;
  }

  List<Integer> wholes(String name) {
    List<Integer> numbers = new ArrayList<>();
    for (Row row : rows(name)) {
      if (!row.node().isInt()) {
        throw row.fault("", new Phrase("a whole number is needed", "应为整数").then(found(row.node())));
      }
      numbers.add(notTooMany(row));
    }
    return numbers;
  }

  List<BigDecimal> numbers(String name) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (Row row : rows(name)) {
      if (!row.node().isNumber()) {
        throw row.fault("", new Phrase("a number is needed", "应为数").then(found(row.node())));
      }
      numbers.add(notTooLong(row));
    }
    return numbers;
  }
}
