package org.therafed.evidence.partial;

/**
 * A small, additive sufficient statistic: the only thing an estimate is computed from, and the only
 * thing that crosses a boundary.
 *
 * <p>Laws, held by property tests: {@code merge} is associative and commutative, the estimator's
 * {@code empty()} is its identity, and a partial survives {@link PartialJson}. Counts merge
 * exactly, sums to 1e-12 relative. A partial is immutable; {@code merge} returns a new one.
 *
 * @param <P> the partial's own type
 */
public interface Partial<P extends Partial<P>> {

  /**
   * The statistic of both sets of rows together. A row must be in one of the two only: merging does
   * not look for duplicates.
   *
   * @throws EvidenceFault if the two were made for different units, such as two currencies
   */
  P merge(P other);
}
