package org.therafed.evidence.partial;

/**
 * A mutable collector of rows, for speed over many rows. One thread at a time.
 *
 * @param <ROW> a row of facts
 * @param <P> the partial it ends in
 */
public interface Accumulator<ROW, P extends Partial<P>> {

  /**
   * Takes one row.
   *
   * @throws EvidenceFault if the row holds an impossible value
   */
  void add(ROW row);

  /** The partial of all rows so far. The accumulator may go on afterwards. */
  P partial();
}
