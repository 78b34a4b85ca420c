package org.therafed.registry.records;

import java.util.Optional;
import org.therafed.profiles.publish.ServedParameter;
import org.therafed.profiles.publish.ServedParameters;

/**
 * The order of a search: by one key, then by id, so that a page can begin after the last record of
 * the one before.
 *
 * @param parameter of type date; empty for {@code _id} and {@code _lastUpdated}
 */
record Sort(String name, boolean descending, Optional<ServedParameter> parameter) {

  static final Sort BY_ID = new Sort("_id", false, Optional.empty());

  /**
   * Reads the value of {@code _sort}.
   *
   * @param type resource type
   */
  static Sort of(String type, String value) {
    boolean descending = value.startsWith("-");
    String name = descending ? value.substring(1) : value;
    if (name.equals("_id") || name.equals("_lastUpdated")) {
      return new Sort(name, descending, Optional.empty());
    }
    return ServedParameters.of(type).stream()
        .filter(each -> each.code().equals(name) && each.type().equals("date"))
        .findFirst()
        .map(date -> new Sort(name, descending, Optional.of(date)))
        .orElseThrow(
            () ->
                Values.unusable(
                    "_sort", "it is not one of _id, _lastUpdated and the type's date parameters"));
  }

  /** The key of a row {@code r}; who has no date is last. */
  String key(BoundSql sql) {
    if (parameter.isEmpty()) {
      return name.equals("_id") ? "r.id" : "r.last_updated";
    }
    String earliest = descending ? "max" : "min";
    String none = descending ? "-infinity" : "infinity";
    return "coalesce((select "
        + earliest
        + "(search_from(v.e)) from "
        + Elements.of(sql, parameter.get())
        + "), "
        + sql.moment(none)
        + ")";
  }

  /** Whether a row with this key comes after a cursor. */
  String after(BoundSql sql, Cursor cursor) {
    String id = sql.text(cursor.keys().get(1));
    if (name.equals("_id")) {
      return "r.id " + (descending ? "< " : "> ") + id;
    }
    String bound = sql.moment(cursor.keys().get(0));
    String key = key(sql);
    return "("
        + key
        + (descending ? " < " : " > ")
        + bound
        + " or ("
        + key
        + " = "
        + bound
        + " and r.id > "
        + id
        + "))";
  }

  /** By the columns {@code k} and {@code id} of what was selected. */
  String order() {
    return descending
        ? (name.equals("_id") ? " order by id desc" : " order by k desc, id")
        : " order by k, id";
  }
}
