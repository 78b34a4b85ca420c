package org.therafed.evidence.partial;

import java.util.Iterator;

/**
 * One estimate: how rows become a partial, and how a merged partial becomes a result.
 *
 * <p>Estimators are immutable and free of state, so one instance serves any number of threads. Rows
 * in bulk go through {@link #accumulator()}, which is mutable and fast; {@link #add} is the same in
 * its immutable, slow form.
 *
 * @param <ROW> a row of facts, one per person or course as the estimator says
 * @param <P> the partial
 * @param <R> the result
 */
public interface Estimator<ROW, P extends Partial<P>, R extends Result> {

  /** The partial of no rows: the identity of {@link Partial#merge}. */
  P empty();

  /** A new mutable collector of rows; not for use by two threads at once. */
  Accumulator<ROW, P> accumulator();

  /**
   * The estimate, or {@link NoData} if the partial holds no rows. Never NaN.
   *
   * @param partial merged over all sources
   */
  Finding<R> finish(P partial);

  /**
   * The partial with one row more. Costs a merge: for many rows use {@link #accumulator()}.
   *
   * @throws EvidenceFault if the row holds an impossible value
   */
  default P add(P partial, ROW row) {
    Accumulator<ROW, P> one = accumulator();
    one.add(row);
    return partial.merge(one.partial());
  }

  /**
   * The partial of all rows, read once.
   *
   * @throws EvidenceFault if a row holds an impossible value
   */
  default P partialOf(Iterable<? extends ROW> rows) {
    Accumulator<ROW, P> all = accumulator();
    Iterator<? extends ROW> each = rows.iterator();
    while (each.hasNext()) {
      all.add(each.next());
    }
    return all.partial();
  }
}
