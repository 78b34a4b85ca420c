package org.therafed.evidence.disclosure.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;

/**
 * Whether a further cohort could be set against published ones to single few people out: its
 * symmetric difference with some union, intersection or difference of up to three of them has 1 to
 * {@code minimumCell − 1} people. Sizes alone would not show it: two cohorts of equal size may
 * differ by one person each.
 *
 * <p>Three sets cut the persons into eight regions; every combination of the sets is a choice of
 * regions, the one outside all three left out. A region chosen adds those of it who are not in the
 * cohort to the difference, a region not chosen adds those who are, so that the possible sizes of
 * the difference are sums over the regions. Cost: (published distinct sets)³/6 times the number of
 * groups of {@link Atoms}, in parallel.
 */
final class Differencing {
  private static final int REGIONS = 8;

  private final int minimumCell;

  Differencing(DisclosurePolicy policy) {
    this.minimumCell = policy.minimumCell();
  }

  /** Whether releasing the candidate beside the published cohorts would single few people out. */
  boolean reveals(Cohort candidate, List<Cohort> published) {
    return anyWithin(candidate, published, ~1L);
  }

  /** The same, or the candidate is such a combination: nobody is between them. */
  boolean revealsOrCoincides(Cohort candidate, List<Cohort> published) {
    return anyWithin(candidate, published, ~0L);
  }

  /**
   * Whether a difference has one of these sizes.
   *
   * @param sizes bit s stands for size s
   */
  private boolean anyWithin(Cohort candidate, List<Cohort> published, long sizes) {
    if (published.isEmpty()) {
      return false;
    }
    List<Cohort> all = new ArrayList<>(published);
    all.add(candidate);
    Atoms atoms = Atoms.of(all);
    boolean[] asked = atoms.membersOf(published.size());
    int last = published.size();
    // i ≤ j ≤ k: a set given twice is a combination of fewer.
    return IntStream.range(0, last)
        .parallel()
        .anyMatch(
            i ->
                IntStream.range(i, last)
                    .anyMatch(
                        j ->
                            IntStream.range(j, last)
                                .anyMatch(k -> close(atoms, asked, new int[] {i, j, k}, sizes))));
  }

  private boolean close(Atoms atoms, boolean[] asked, int[] sets, long sizes) {
    boolean[] a = atoms.membersOf(sets[0]);
    boolean[] b = atoms.membersOf(sets[1]);
    boolean[] c = atoms.membersOf(sets[2]);
    long[] within = new long[REGIONS];
    long[] beyond = new long[REGIONS];
    for (int group = 0; group < asked.length; group++) {
      int region = (a[group] ? 1 : 0) + (b[group] ? 2 : 0) + (c[group] ? 4 : 0);
      (asked[group] ? within : beyond)[region] += atoms.persons(group);
      if (within[0] >= minimumCell) {
        return false;
      }
    }
    long reachable = 1L << within[0];
    for (int region = 1; region < REGIONS; region++) {
      reachable = shifted(reachable, beyond[region]) | shifted(reachable, within[region]);
    }
    return (reachable & sizes) != 0;
  }

  /** The set of sizes below the minimum cell, each increased; bit s stands for size s. */
  private long shifted(long sizes, long by) {
    return by >= minimumCell ? 0 : (sizes << by) & ((1L << minimumCell) - 1);
  }
}
