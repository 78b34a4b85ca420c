package org.therafed.evidence.partial;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Site labels and statistics kept by site. */
public final class Sites {
  private Sites() {}

  /**
   * The label itself, if it is one.
   *
   * @throws EvidenceFault if missing or blank
   */
  public static String check(String site) {
    if (site == null || site.isBlank()) {
      throw EvidenceCode.SITE_MISSING.with("");
    }
    return site;
  }

  /** A sorted, unmodifiable copy with every label checked. */
  public static <V> SortedMap<String, V> copy(Map<String, V> bySite) {
    TreeMap<String, V> copy = new TreeMap<>();
    bySite.forEach((site, value) -> copy.put(check(site), java.util.Objects.requireNonNull(value)));
    return Collections.unmodifiableSortedMap(copy);
  }

  /** Both maps together; where a key is in both, the values are combined. */
  public static <V> SortedMap<String, V> merge(
      Map<String, V> one, Map<String, V> other, BinaryOperator<V> combine) {
    TreeMap<String, V> merged = new TreeMap<>(one);
    other.forEach((site, value) -> merged.merge(site, value, combine));
    return merged;
  }
}
