package org.therafed.registry.records;

/** One condition of a search on a row {@code r}. */
@FunctionalInterface
interface Criterion {
  /**
   * The condition, with its values bound.
   *
   * @param reach within which any other record must be that the condition looks at
   */
  String sql(BoundSql sql, Reach reach);
}
