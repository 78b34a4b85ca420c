package org.therafed.registry.records;

/** One condition of a search on a row {@code r}. */
@FunctionalInterface
interface Criterion {
  /** The condition, with its values bound. */
  String sql(BoundSql sql);
}
