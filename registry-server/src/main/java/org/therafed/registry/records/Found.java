package org.therafed.registry.records;

import java.util.Set;
import java.util.TreeSet;

/**
 * A version of a record that may be read.
 *
 * @param json with version and month of arrival in its meta
 * @param lastUpdated first moment of the month of arrival, ISO 8601
 * @param key what it is sorted by
 */
record Found(String type, String id, int version, String json, String lastUpdated, String key) {

  /** Columns of a row {@code r}, without the key. */
  static final String COLUMNS =
      "r.type, r.id, r.version, record_text(r.content, r.version, r.last_updated) as json,"
          + " to_char(r.last_updated at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as at";

  static Found of(Object[] row) {
    return new Found(
        (String) row[0],
        (String) row[1],
        ((Number) row[2]).intValue(),
        (String) row[3],
        (String) row[4],
        (String) row[5]);
  }

  String reference() {
    return type + "/" + id;
  }

  static Set<String> references(Iterable<Found> all) {
    Set<String> references = new TreeSet<>();
    all.forEach(found -> references.add(found.reference()));
    return references;
  }
}
