package org.therafed.simulator.record;

import java.util.List;

/**
 * A row and what it is.
 *
 * @param cells in the order of the table's columns
 */
record TableRow(List<String> cells, SourceRecord record) {
  TableRow {
    cells = List.copyOf(cells);
  }
}
