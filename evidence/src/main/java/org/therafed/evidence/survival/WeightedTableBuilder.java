package org.therafed.evidence.survival;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.RowOrder;
import org.therafed.evidence.partial.Sites;

/** Rows into a {@link WeightedTable} on primitive arrays, sorted once. One thread at a time. */
public final class WeightedTableBuilder implements Accumulator<WeightedRow, WeightedTable> {
  private double[] entries = new double[64];
  private double[] times = new double[64];
  private double[] weights = new double[64];
  private boolean[] events = new boolean[64];
  private int size;
  private final Map<String, long[]> sites = new HashMap<>();

  @Override
  public void add(WeightedRow row) {
    if (size == times.length) {
      entries = Arrays.copyOf(entries, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    // −0 would sort apart from 0.
    entries[size] = row.entryDays() + 0.0;
    times[size] = row.timeDays() + 0.0;
    weights[size] = row.weight();
    events[size++] = row.event();
    long[] count = sites.computeIfAbsent(Sites.check(row.site()), s -> new long[2]);
    count[0]++;
    count[1] += row.event() ? 1 : 0;
  }

  @Override
  public WeightedTable partial() {
    WeightedTable.Columns all = new WeightedTable.Columns(size);
    for (int i : RowOrder.of(size, this::compare)) {
      all.put(entries[i], times[i], events[i], 1, weights[i], weights[i] * weights[i]);
    }
    TreeMap<String, EventTable.SiteCount> bySite = new TreeMap<>();
    sites.forEach((site, n) -> bySite.put(site, new EventTable.SiteCount(n[0], n[1])));
    return all.table(bySite);
  }

  private int compare(int a, int b) {
    int order = Double.compare(entries[a], entries[b]);
    order = order != 0 ? order : Double.compare(times[a], times[b]);
    return order != 0 ? order : Boolean.compare(events[a], events[b]);
  }
}
