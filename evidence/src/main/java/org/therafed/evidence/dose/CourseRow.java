package org.therafed.evidence.dose;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One course of treatment: a number for each cycle that was given, by what was measured, such as
 * the administered activity of a product in MBq or the absorbed dose of an organ in Gy.
 *
 * @param site the site's label
 * @param cycles numbers by cycle given, first cycle first; empty where the cycle was given but the
 *     number is not known
 */
public record CourseRow(String site, SortedMap<String, List<OptionalDouble>> cycles) {
  public CourseRow {
    Sites.check(site);
    TreeMap<String, List<OptionalDouble>> copy = new TreeMap<>();
    cycles.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    cycles = Sites.copy(copy);
    for (List<OptionalDouble> values : cycles.values()) {
      if (values.isEmpty()) {
        throw EvidenceCode.DOSE_IMPOSSIBLE.with("no cycle");
      }
      for (OptionalDouble value : values) {
        value.ifPresent(CourseRow::check);
      }
    }
  }

  /** A course from numbers, of which NaN is not known. */
  public static CourseRow of(String site, Map<String, double[]> cycles) {
    TreeMap<String, List<OptionalDouble>> copy = new TreeMap<>();
    cycles.forEach(
        (name, values) ->
            copy.put(
                name,
                java.util.Arrays.stream(values)
                    .mapToObj(v -> Double.isNaN(v) ? OptionalDouble.empty() : OptionalDouble.of(v))
                    .toList()));
    return new CourseRow(site, copy);
  }

  static double check(double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw EvidenceCode.DOSE_IMPOSSIBLE.with(value);
    }
    return value;
  }
}
