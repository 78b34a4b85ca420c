package org.therafed.gateway.intake.table.grid;

import java.util.List;
import java.util.Set;

/**
 * A whole table.
 *
 * @param rows the first is the header; there is at least that one
 * @param hidden positions of columns that a sheet does not show, from 0
 */
public record Grid(List<GridRow> rows, Set<Integer> hidden) {

  /** The line with the names of the columns. */
  public GridRow header() {
    return rows.get(0);
  }

  /** The rows below the header. */
  public List<GridRow> data() {
    return rows.subList(1, rows.size());
  }
}
