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
 * @param gray sum of them, Gy, with the shared part in its interval
 * @param sharedLogSd the relative uncertainty that was taken to be common to all cycles, as
 *     standard deviation of the logarithm; 0 where cycles were taken as independent, which makes
 *     the interval too narrow wherever one S-value or one mass served them all
 * @param unmeasured cycles administered without a dose of this target: the sum lacks them
 */
public record CumulativeDose(
    String target,
    Map<Integer, AbsorbedDose> byCycle,
    Estimate gray,
    double sharedLogSd,
    List<Integer> unmeasured) {
  public CumulativeDose {
    byCycle = Map.copyOf(byCycle);
    unmeasured = List.copyOf(unmeasured);
  }

  /** Sums cycles up as if they had no error in common, see {@link #sharedLogSd()}. */
  public static CumulativeDose of(Map<Integer, AbsorbedDose> byCycle, List<Integer> administered) {
    return of(byCycle, administered, 0);
  }

  /**
   * Sums cycles up. A cycle without dose is listed, not guessed. Errors of the cycles' own, those
   * of their time-integrated activities, add in squares; an error that all share is a factor of the
   * whole sum, so that it adds linearly: {@code var(ln sum) = ln(1 + sum(sd_i^2) / sum^2) +
   * shared^2}.
   *
   * @param byCycle dose by number of the cycle; one target
   * @param administered numbers of all cycles administered
   * @param sharedLogSd relative uncertainty of what all cycles share and the intervals of their
   *     doses lack: S-value, mass of the target, calibration; 0.1 for 10 %, from the site
   */
  public static CumulativeDose of(
      Map<Integer, AbsorbedDose> byCycle, List<Integer> administered, double sharedLogSd) {
    if (!(sharedLogSd >= 0) || Double.isInfinite(sharedLogSd)) {
      throw new IllegalArgumentException("A shared uncertainty of zero or more needed");
    }
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
        Estimates.sum(ordered.values().stream().map(AbsorbedDose::gray).toList(), sharedLogSd),
        sharedLogSd,
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
