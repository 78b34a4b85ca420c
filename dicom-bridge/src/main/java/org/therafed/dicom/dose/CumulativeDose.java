package org.therafed.dicom.dose;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Dose over the cycles of a treatment.
 *
 * @param target organ or lesion
 * @param byCycle dose of each cycle that was measured
 * @param gray sum of them, Gy; cycles are independent
 * @param unmeasured cycles administered without a dose of this target: the sum lacks them
 */
public record CumulativeDose(
    String target, Map<Integer, AbsorbedDose> byCycle, Estimate gray, List<Integer> unmeasured) {
  public CumulativeDose {
    byCycle = Map.copyOf(byCycle);
    unmeasured = List.copyOf(unmeasured);
  }

  /**
   * Sums cycles up. A cycle without dose is listed, not guessed.
   *
   * @param byCycle dose by number of the cycle; one target
   * @param administered numbers of all cycles administered
   */
  public static CumulativeDose of(Map<Integer, AbsorbedDose> byCycle, List<Integer> administered) {
    if (byCycle.isEmpty()) {
      throw new IllegalArgumentException("No cycle with a dose");
    }
    Map<Integer, AbsorbedDose> ordered = new TreeMap<>(byCycle);
    String target = ordered.values().iterator().next().target();
    for (Map.Entry<Integer, AbsorbedDose> cycle : ordered.entrySet()) {
      if (!cycle.getValue().target().equals(target)) {
        throw new IllegalArgumentException("Cycles are of different organs");
      }
      if (!administered.contains(cycle.getKey())) {
        throw new IllegalArgumentException("A dose of a cycle that was not administered");
      }
    }
    return new CumulativeDose(
        target,
        ordered,
        Estimates.sum(ordered.values().stream().map(AbsorbedDose::gray).toList()),
        administered.stream().filter(cycle -> !ordered.containsKey(cycle)).sorted().toList());
  }

  /**
   * How much of a limit is left, Gy; negative where it is passed. Empty where a cycle has no dose:
   * what is left is then not known.
   *
   * @param limitGray of the site, for this organ
   */
  public OptionalDouble left(double limitGray) {
    return unmeasured.isEmpty()
        ? OptionalDouble.of(limitGray - gray.value())
        : OptionalDouble.empty();
  }
}
