package org.therafed.registry.records;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of records.
 *
 * @param included what comes beside the matches
 * @param next where the next page begins; empty on the last
 * @param total of all matches; empty if they were not counted
 */
record Page(
    List<Found> matches, List<Found> included, Optional<Cursor> next, Optional<Long> total) {

  Page {
    matches = List.copyOf(matches);
    included = List.copyOf(included);
  }

  /** Of one more row than the page holds, if there are further ones. */
  static Page of(List<Found> rows, int count, Function<Found, Cursor> cursor) {
    boolean more = rows.size() > count;
    List<Found> matches = more ? rows.subList(0, count) : rows;
    return new Page(
        matches,
        List.of(),
        more && count > 0 ? Optional.of(cursor.apply(matches.get(count - 1))) : Optional.empty(),
        Optional.empty());
  }

  Page including(List<Found> beside) {
    return new Page(matches, beside, next, total);
  }

  Page counting(long all) {
    return new Page(matches, included, next, Optional.of(all));
  }
}
