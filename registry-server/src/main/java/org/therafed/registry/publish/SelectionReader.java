package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.therafed.registry.cohort.Selection;

/** Reads the conditions of one question, and writes them in their one form. */
final class SelectionReader {

  private static final int MOST_CONDITIONS = 20;
  private static final int DEEPEST = 6;
  private static final int MOST_TEXTS = 50;
  private static final int OLDEST = 90;
  private static final int LONGEST_DAYS = 3650;
  private static final double LARGEST = 1e15;
  private static final Set<String> SEXES = Set.of("male", "female", "other", "unknown");
  private static final Set<String> KINDS =
      Set.of("all", "any", "not", "sex", "region", "age", "line", "biomarker", "treatedBefore");

  private final Predicate<String> modules;
  private int conditions;

  /**
   * Reads one question.
   *
   * @param modules whether there is a therapy module of an id
   */
  SelectionReader(Predicate<String> modules) {
    this.modules = modules;
  }

  /** A condition read, and its JSON. */
  private record Read(Selection.Condition condition, ObjectNode json) {}

  Selection read(JsonAt at) {
    Read read = condition(at, 1);
    return new Selection(read.condition(), read.json().toString());
  }

  private Read condition(JsonAt at, int depth) {
    if (depth > DEEPEST) {
      throw at.refused("it is more than 6 conditions deep", "条件嵌套超过 6 层");
    }
    conditions++;
    if (conditions > MOST_CONDITIONS) {
      throw at.refused("the question has more than 20 conditions", "问题的条件多于 20 个");
    }
    at.object(KINDS);
    if (at.value().size() != 1) {
      throw at.refused("it is not exactly one condition", "不是恰好一个条件");
    }
    String kind = at.value().fieldNames().next();
    JsonAt said = at.required(kind);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Selection.Condition condition =
        switch (kind) {
          case "all" -> new Selection.All(several(said, depth, json.putArray(kind)));
          case "any" -> new Selection.Any(several(said, depth, json.putArray(kind)));
          case "not" -> {
            Read inner = condition(said, depth + 1);
            json.set(kind, inner.json());
            yield new Selection.Not(inner.condition());
          }
          case "sex" -> {
            List<String> values =
                said.elements(SEXES.size()).stream().map(each -> each.text(SEXES)).toList();
            yield new Selection.Sex(written(values, json.putArray(kind)));
          }
          case "region" -> {
            List<String> values = said.elements(MOST_TEXTS).stream().map(JsonAt::text).toList();
            yield new Selection.Region(written(values, json.putArray(kind)));
          }
          case "age" -> {
            Integer[] range = range(said, json.putObject(kind));
            yield new Selection.Age(range[0], range[1]);
          }
          case "line" -> {
            Integer[] range = range(said, json.putObject(kind));
            yield new Selection.Line(range[0], range[1]);
          }
          case "biomarker" -> biomarker(said, json.putObject(kind));
          default -> treatedBefore(said, json.putObject(kind));
        };
    return new Read(condition, json);
  }

  private List<Selection.Condition> several(JsonAt at, int depth, ArrayNode json) {
    List<Selection.Condition> read = new ArrayList<>();
    for (JsonAt each : at.elements(MOST_CONDITIONS)) {
      Read one = condition(each, depth + 1);
      read.add(one.condition());
      json.add(one.json());
    }
    return read;
  }

  /** Without repetitions, in order. */
  private static List<String> written(List<String> values, ArrayNode json) {
    List<String> once = values.stream().distinct().sorted().toList();
    once.forEach(json::add);
    return once;
  }

  private static Integer[] range(JsonAt at, ObjectNode json) {
    at.object(Set.of("from", "to"));
    Integer from = at.member("from").map(each -> each.whole(0, OLDEST)).orElse(null);
    Integer to = at.member("to").map(each -> each.whole(0, OLDEST)).orElse(null);
    if (from == null && to == null) {
      throw at.refused("from and to are missing", "缺少 from 和 to");
    }
    if (from != null) {
      json.put("from", from);
    }
    if (to != null) {
      json.put("to", to);
    }
    return new Integer[] {from, to};
  }

  private static Selection.Condition biomarker(JsonAt at, ObjectNode json) {
    at.object(Set.of("loinc", "unit", "withinDays", "from", "to"));
    JsonAt loinc = at.required("loinc");
    if (!loinc.text().matches("\\d{1,7}-\\d")) {
      throw loinc.refused("it is no LOINC code", "不是 LOINC 代码");
    }
    String unit = at.required("unit").text();
    int days = at.required("withinDays").whole(0, LONGEST_DAYS);
    Double from = at.member("from").map(each -> each.number(-LARGEST, LARGEST)).orElse(null);
    Double to = at.member("to").map(each -> each.number(-LARGEST, LARGEST)).orElse(null);
    if (from == null && to == null) {
      throw at.refused("from and to are missing", "缺少 from 和 to");
    }
    json.put("loinc", loinc.text()).put("unit", unit).put("withinDays", days);
    if (from != null) {
      json.put("from", from);
    }
    if (to != null) {
      json.put("to", to);
    }
    return new Selection.Biomarker(loinc.text(), unit, days, from, to);
  }

  private Selection.Condition treatedBefore(JsonAt at, ObjectNode json) {
    at.object(Set.of("module"));
    JsonAt module = at.required("module");
    if (!modules.test(module.text())) {
      throw module.refused("there is no therapy module of this id", "没有该标识的治疗模块");
    }
    json.put("module", module.text());
    return new Selection.TreatedBefore(module.text());
  }
}
