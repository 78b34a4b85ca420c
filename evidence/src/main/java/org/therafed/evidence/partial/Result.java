package org.therafed.evidence.partial;

import java.util.List;

/**
 * What every estimate carries besides its numbers. Results are computed on unrounded data and are
 * for people and code that may see rows; whoever may not gets what {@code evidence.disclosure}
 * makes of them.
 */
public interface Result {

  /** The common part. */
  Basis basis();

  /** Its numbers, in the order in which a table prints them; never empty. */
  List<Estimate> estimates();

  /** Rows the estimate stands on: persons or courses, as {@link #unit()} says. */
  default long n() {
    return basis().n();
  }

  /** Events among them, in the estimator's sense. */
  default long events() {
    return basis().events();
  }

  /** Sites with at least one row. */
  default int sites() {
    return basis().sites();
  }

  /** What one row is, and the unit of the estimate. */
  default String unit() {
    return basis().unit();
  }

  /** What was computed, and by which text. */
  default Method method() {
    return basis().method();
  }

  /** Assumptions that were checked and held, in words. */
  default List<String> checks() {
    return basis().checks();
  }

  /** What a reader must know before using the number. */
  default List<String> warnings() {
    return basis().warnings();
  }
}
