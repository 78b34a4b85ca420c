package org.therafed.registry.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Values of one statement, each bound under a name of its own: texts of a request never become SQL.
 */
final class BoundSql {

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Binds a text; returns the SQL expression that stands for it. */
  String text(String value) {
    return "cast(:" + name(value) + " as text)";
  }

  /** The same as JSON. */
  String json(String value) {
    return "cast(" + text(value) + " as jsonb)";
  }

  /** The same as a path of SQL/JSON. */
  String path(String value) {
    return "cast(" + text(value) + " as jsonpath)";
  }

  /** The same as a moment, ISO 8601. */
  String moment(String value) {
    return "cast(" + text(value) + " as timestamptz)";
  }

  /** The same as a number. */
  String number(String value) {
    return "cast(" + text(value) + " as numeric)";
  }

  /** Binds a value under a name that a constant text of SQL holds. */
  void named(String name, Object value) {
    values.put(name, value);
  }

  private String name(Object value) {
    String name = "v" + values.size();
    values.put(name, value);
    return name;
  }

  void each(BiConsumer<String, Object> binding) {
    values.forEach(binding);
  }
}
