package org.therafed.registry.quality;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A share as it may be shown. One of the members is there, or none where nothing is shown.
 *
 * @param share 0 to 1, in whole percent; null unless it may be told
 * @param atLeast the share is this or more; in steps of 5 percent
 * @param atMost the share is this or less; likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Shown(Double share, Double atLeast, Double atMost) {

  /** Nothing to show: nothing is there, or too little. */
  static final Shown WITHHELD = new Shown(null, null, null);

  /** Cells of so many people are not shown, nor numbers from which they follow. */
  private static final long SMALL = 10;

  private static final double STEP = 0.05;

  /** What its own site sees. */
  static Shown own(Tally tally) {
    return tally.whole() == 0 ? WITHHELD : new Shown(percent(tally.share()), null, null);
  }

  /**
   * What others see. A group of 1 to 10 courses is not shown, nor a share of 20 or fewer, of which
   * part or rest would be small. A part or a rest of 0 to 10 is shown as a limit in coarse steps,
   * the same for 0 as for 10.
   *
   * @param courses how many courses it is about
   */
  static Shown toOthers(Tally tally, long courses) {
    if (courses <= SMALL || tally.whole() <= 2 * SMALL) {
      return WITHHELD;
    }
    double small = (double) SMALL / tally.whole();
    boolean few = tally.part() <= SMALL;
    boolean fewAreNot = tally.whole() - tally.part() <= SMALL;
    if (few) {
      return new Shown(null, null, steps(Math.ceil(small / STEP - 1e-9)));
    }
    if (fewAreNot) {
      return new Shown(null, steps(Math.floor((1 - small) / STEP + 1e-9)), null);
    }
    return new Shown(percent(tally.share()), null, null);
  }

  private static double steps(double count) {
    return percent(count * STEP);
  }

  static double percent(double share) {
    return Math.round(share * 100) / 100.0;
  }
}
