package org.therafed.evidence.disclosure;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * The rules of the publication door. The defaults are the loosest there are: the constructor
 * refuses anything looser, so a federation can only tighten. {@code docs/disclosure.md} gives the
 * reason of each.
 *
 * @param minimumCell smallest number of people that may be shown (11: cells of 1–10 are not); 0 is
 *     treated as small
 * @param roundingBase counts and denominators are rounded to multiples of this (5)
 * @param cohortMinimum smallest cohort (20 people)
 * @param armMinimum smallest arm within a cohort (11 people)
 * @param sitesMinimum fewest sites that contribute (3)
 * @param curveMinimumAtRisk a survival curve stops where fewer are at risk (11)
 * @param curveEventsPerStep a curve moves only after so many further events (5)
 * @param gridDays spacing of a curve's grid (30.4375 days, a month)
 * @param landmarkOnlyBelow below this many people a curve is shown at landmarks only (50)
 * @param landmarkMonths those landmarks, months
 * @param candidatesPerCell how many values at least every shown cell must still be able to have (3)
 * @param largestShare largest part of a sum of costs that one course may make up (0.25)
 */
public record DisclosurePolicy(
    int minimumCell,
    int roundingBase,
    int cohortMinimum,
    int armMinimum,
    int sitesMinimum,
    int curveMinimumAtRisk,
    int curveEventsPerStep,
    double gridDays,
    int landmarkOnlyBelow,
    List<Integer> landmarkMonths,
    int candidatesPerCell,
    double largestShare) {

  /** Days in a printed month: 365.25 / 12. */
  public static final double MONTH_DAYS = 30.4375;

  private static final List<Integer> LANDMARKS = List.of(3, 6, 12, 18, 24, 36, 48, 60, 84, 120);
  private static final DisclosurePolicy DEFAULTS =
      new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, MONTH_DAYS, 50, LANDMARKS, 3, 0.25);

  public DisclosurePolicy {
    landmarkMonths = landmarkMonths.stream().sorted().distinct().toList();
    atLeast("a minimum cell", minimumCell, 11);
    atLeast("a rounding base", roundingBase, 5);
    atLeast("a cohort minimum", cohortMinimum, 20);
    atLeast("an arm minimum", armMinimum, 11);
    atLeast("a minimum of sites", sitesMinimum, 3);
    atLeast("a curve's number at risk", curveMinimumAtRisk, 11);
    atLeast("a curve's events per step", curveEventsPerStep, 5);
    atLeast("a landmark-only limit", landmarkOnlyBelow, 50);
    atLeast("candidates per cell", candidatesPerCell, 3);
    if (!(gridDays >= MONTH_DAYS && gridDays < 10_000)) {
      throw EvidenceCode.POLICY_LOOSER.with("a grid of " + gridDays + " days");
    }
    if (!LANDMARKS.containsAll(landmarkMonths)) {
      throw EvidenceCode.POLICY_LOOSER.with("landmarks at months " + landmarkMonths);
    }
    if (!(largestShare > 0 && largestShare <= 0.25)) {
      throw EvidenceCode.POLICY_LOOSER.with("a largest share of " + largestShare);
    }
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw EvidenceCode.POLICY_LOOSER.with(what + " of " + value);
    }
  }

  /** The rules of the federation's charter, and the loosest there are. */
  public static DisclosurePolicy defaults() {
    return DEFAULTS;
  }

  /** Of each rule the stricter one of both policies. */
  public DisclosurePolicy tightened(DisclosurePolicy by) {
    return new DisclosurePolicy(
        Math.max(minimumCell, by.minimumCell),
        Math.max(roundingBase, by.roundingBase),
        Math.max(cohortMinimum, by.cohortMinimum),
        Math.max(armMinimum, by.armMinimum),
        Math.max(sitesMinimum, by.sitesMinimum),
        Math.max(curveMinimumAtRisk, by.curveMinimumAtRisk),
        Math.max(curveEventsPerStep, by.curveEventsPerStep),
        Math.max(gridDays, by.gridDays),
        Math.max(landmarkOnlyBelow, by.landmarkOnlyBelow),
        landmarkMonths.stream().filter(by.landmarkMonths::contains).toList(),
        Math.max(candidatesPerCell, by.candidatesPerCell),
        Math.min(largestShare, by.largestShare));
  }

  /** A count as it may be printed: the nearest multiple of the rounding base. */
  public long rounded(long count) {
    return (2 * count + roundingBase) / (2L * roundingBase) * roundingBase;
  }

  /** The smallest count that {@link #rounded} prints as this. */
  long lowestOf(long rounded) {
    return Math.max(0, rounded - roundingBase / 2);
  }

  /** The largest count that {@link #rounded} prints as this. */
  long highestOf(long rounded) {
    return rounded + (roundingBase - 1) / 2;
  }

  /** Whether a count of people is too small to be shown. */
  boolean small(long count) {
    return count < minimumCell;
  }
}
