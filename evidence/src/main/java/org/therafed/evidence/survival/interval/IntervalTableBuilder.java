package org.therafed.evidence.survival.interval;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Accumulator;

/**
 * Rows into an {@link IntervalTable}. Tables of doubling size are merged like the digits of a
 * counter, so that n rows cost n log n. One thread at a time.
 */
public final class IntervalTableBuilder implements Accumulator<IntervalRow, IntervalTable> {
  private final List<IntervalTable> tables = new ArrayList<>();
  private long rows;

  @Override
  public void add(IntervalRow row) {
    IntervalTable carry = IntervalTable.of(row);
    rows++;
    for (long digits = rows; digits % 2 == 0; digits /= 2) {
      carry = tables.remove(tables.size() - 1).merge(carry);
    }
    tables.add(carry);
  }

  @Override
  public IntervalTable partial() {
    IntervalTable all = IntervalTable.empty();
    for (IntervalTable table : tables) {
      all = all.merge(table);
    }
    return all;
  }
}
