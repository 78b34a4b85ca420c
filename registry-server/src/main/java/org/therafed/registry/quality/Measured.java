package org.therafed.registry.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted of a site and one of its modules.
 *
 * @param courses how many are current
 * @param months of each dimension by the month of the first arrival, such as {@code 2026-03}
 */
record Measured(
    String site, String module, long courses, Map<Dimension, SortedMap<String, Tally>> months) {

  Measured {
    months = Collections.unmodifiableMap(months);
  }

  /** One month of it. */
  static Measured of(
      String site, String module, String month, long courses, Map<Dimension, Tally> tallies) {
    Map<Dimension, SortedMap<String, Tally>> months = new EnumMap<>(Dimension.class);
    tallies.forEach((dimension, tally) -> months.put(dimension, one(month, tally)));
    return new Measured(site, module, courses, months);
  }

  /** With another month, or another dimension. */
  Measured and(Measured other) {
    Map<Dimension, SortedMap<String, Tally>> all = new EnumMap<>(Dimension.class);
    months.forEach((dimension, tallies) -> all.put(dimension, new TreeMap<>(tallies)));
    other.months.forEach(
        (dimension, tallies) ->
            tallies.forEach(
                (month, tally) ->
                    all.computeIfAbsent(dimension, none -> new TreeMap<>())
                        .merge(month, tally, Tally::and)));
    return new Measured(site, module, courses + other.courses, all);
  }

  Tally all(Dimension dimension) {
    return tallies(dimension).values().stream().reduce(Tally.NONE, Tally::and);
  }

  /**
   * How fresh follow-up is changes with every day, so that no month of it is a value of its own.
   */
  Optional<Drift.Alert> drift(Dimension dimension) {
    return dimension == Dimension.FRESHNESS ? Optional.empty() : Drift.in(tallies(dimension));
  }

  private SortedMap<String, Tally> tallies(Dimension dimension) {
    return months.getOrDefault(dimension, new TreeMap<>());
  }

  private static SortedMap<String, Tally> one(String month, Tally tally) {
    SortedMap<String, Tally> months = new TreeMap<>();
    months.put(month, tally);
    return months;
  }
}
