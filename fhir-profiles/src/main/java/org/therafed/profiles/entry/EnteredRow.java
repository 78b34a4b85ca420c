package org.therafed.profiles.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record that was entered, as a row of the tables that {@code site-gateway/docs/csv.md}
 * describes, without the patient's number.
 *
 * @param place the group that it was entered in, and which of it
 * @param table kind of the table, e.g. {@code labs}
 * @param fields by column, none empty
 * @param items of each column the item that it was answered by, where it is one
 */
public record EnteredRow(
    Place place, String table, Map<String, String> fields, Map<String, String> items) {

  public EnteredRow {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    items = Map.copyOf(items);
  }

  /** Without the fields, for logs. */
  @Override
  public String toString() {
    return "EnteredRow[" + table + "]";
  }
}
