package org.therafed.evidence.disclosure.transfer;

import java.util.List;

/**
 * How the counts of a partial lie in the cells that cross, the same at every site, so that cells
 * may be added place by place.
 *
 * @param <P> the partial
 */
public interface TransferLayout<P> {

  /**
   * A site's answer.
   *
   * @param own partial over its people
   * @param left how many of the group could not be assessed
   */
  TransferSums sums(P own, long left);

  /**
   * The partial that a total of such sums is. Of each site alone it tells nothing: persons are
   * dealt out over the labels in turn, so that only the number of sites is right.
   *
   * @param sites labels of those whose sums are in it
   */
  P partial(TransferSums total, List<String> sites);

  /** How many of the group could not be assessed. */
  long left(TransferSums total);
}
