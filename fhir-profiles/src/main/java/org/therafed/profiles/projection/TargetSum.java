package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One assessment of the lesions: the measurements of one visit to the scanners.
 *
 * @param first day of its first image, the day of a progression
 * @param last day of its last image, the day of a response
 * @param byLesion all sizes measured of each lesion, mm
 */
record TargetSum(LocalDate first, LocalDate last, Map<String, List<BigDecimal>> byLesion) {

  /** Images of one assessment may lie on several days, but assessments lie six weeks apart. */
  private static final int DAYS = 14;

  /**
   * The assessments that measurements belong to, by day. A new one begins after {@value DAYS} days,
   * or where a lesion would be measured again on another day.
   */
  static List<TargetSum> of(List<MeasurementFact> measurements) {
    TreeMap<LocalDate, List<MeasurementFact>> days = new TreeMap<>();
    for (MeasurementFact fact : measurements) {
      days.computeIfAbsent(fact.on(), day -> new ArrayList<>()).add(fact);
    }
    List<TargetSum> visits = new ArrayList<>();
    LocalDate first = null;
    LocalDate last = null;
    Map<String, List<BigDecimal>> sizes = new TreeMap<>();
    for (Map.Entry<LocalDate, List<MeasurementFact>> day : days.entrySet()) {
      Set<String> lesions = new HashSet<>();
      day.getValue().forEach(f -> lesions.add(f.lesionId()));
      boolean again = lesions.stream().anyMatch(sizes::containsKey);
      if (first != null && (again || day.getKey().isAfter(first.plusDays(DAYS)))) {
        visits.add(new TargetSum(first, last, sizes));
        sizes = new TreeMap<>();
        first = null;
      }
      first = first == null ? day.getKey() : first;
      last = day.getKey();
      for (MeasurementFact fact : day.getValue()) {
        sizes.computeIfAbsent(fact.lesionId(), id -> new ArrayList<>()).add(fact.value());
      }
    }
    if (first != null) {
      visits.add(new TargetSum(first, last, sizes));
    }
    return visits;
  }

  /** Whether each of the lesions was measured. */
  boolean measures(Set<String> lesions) {
    return byLesion.keySet().containsAll(lesions);
  }

  /** The sum of those of the lesions that were measured, mm; of a lesion's sizes the largest. */
  BigDecimal largest(Set<String> lesions) {
    return sum(lesions, Comparator.naturalOrder());
  }

  /** The same with the smallest of a lesion's sizes, for a baseline. */
  BigDecimal smallest(Set<String> lesions) {
    return sum(lesions, Comparator.reverseOrder());
  }

  private BigDecimal sum(Set<String> lesions, Comparator<BigDecimal> greatest) {
    return byLesion.entrySet().stream()
        .filter(e -> lesions.contains(e.getKey()))
        .map(e -> e.getValue().stream().max(greatest).orElseThrow())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The largest size of a lesion, mm. */
  BigDecimal size(String lesion) {
    return byLesion.get(lesion).stream().max(Comparator.naturalOrder()).orElseThrow();
  }
}
