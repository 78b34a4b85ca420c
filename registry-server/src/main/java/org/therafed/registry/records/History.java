package org.therafed.registry.records;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.registry.records.Query.Part;

/**
 * A history as it was asked.
 *
 * @param id of one record; empty for all of the type
 * @param since versions of months that begin at it or later
 */
record History(
    String type,
    Optional<String> id,
    int count,
    Optional<OffsetDateTime> since,
    Optional<Cursor> cursor,
    List<Part> applied) {

  History {
    applied = List.copyOf(applied);
  }

  static History of(String type, Optional<String> id, Query query) {
    int count = Search.USUAL;
    Optional<OffsetDateTime> since = Optional.empty();
    Optional<Cursor> cursor = Optional.empty();
    List<Part> applied = new ArrayList<>();
    for (int i = 0; i < query.parts().size(); i++) {
      Part part = query.parts().get(i);
      switch (part.name()) {
        case "_count" -> count = Math.max(1, Search.count(part.value()));
        case "_since" -> since = Optional.of(Since.month(part.value()));
        case "_cursor" -> cursor = Optional.of(Cursor.read(part.value(), 3));
        case "_format" -> Search.format(part.value());
        case "_pretty" -> {}
        default -> {
          query.unknown(i, "_count, _since, _format");
          continue;
        }
      }
      if (!part.name().equals("_cursor")) {
        applied.add(part);
      }
    }
    return new History(type, id, count, since, cursor, applied);
  }

  static Cursor cursor(Found last) {
    return Cursor.at(last.lastUpdated(), last.id(), Integer.toString(last.version()));
  }

  /** Condition on what comes after the last version of a page. */
  static String after(BoundSql sql, Cursor cursor) {
    String at = sql.moment(cursor.keys().get(0));
    String id = sql.text(cursor.keys().get(1));
    String version = sql.number(cursor.keys().get(2));
    return " and (r.last_updated < "
        + at
        + " or (r.last_updated = "
        + at
        + " and (r.id > "
        + id
        + " or (r.id = "
        + id
        + " and r.version < "
        + version
        + "))))";
  }
}
