package org.therafed.evidence.recurrent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.RowOrder;

/** Rows into a {@link CountTable} on primitive arrays. One thread at a time. */
final class CountTableBuilder implements Accumulator<CountRow, CountTable> {
  private final Map<String, Columns> arms = new HashMap<>();
  private final Map<String, long[]> sites = new HashMap<>();

  @Override
  public void add(CountRow row) {
    long[] site = sites.computeIfAbsent(row.site(), s -> new long[2]);
    site[0]++;
    site[1] += row.events();
    arms.computeIfAbsent(row.arm(), a -> new Columns()).add(row.exposureDays(), row.events());
  }

  @Override
  public CountTable partial() {
    TreeMap<String, ExposureCells> cells = new TreeMap<>();
    arms.forEach((arm, columns) -> cells.put(arm, columns.cells()));
    TreeMap<String, CountTable.SiteEvents> bySite = new TreeMap<>();
    sites.forEach((site, n) -> bySite.put(site, new CountTable.SiteEvents(n[0], n[1])));
    return new CountTable(cells, bySite);
  }

  private static final class Columns {
    private double[] exposures = new double[64];
    private int[] events = new int[64];
    private int size;

    void add(double exposure, int count) {
      if (size == exposures.length) {
        exposures = Arrays.copyOf(exposures, size * 2);
        events = Arrays.copyOf(events, size * 2);
      }
      exposures[size] = exposure;
      events[size++] = count;
    }

    private int compare(int a, int b) {
      int byExposure = Double.compare(exposures[a], exposures[b]);
      return byExposure != 0 ? byExposure : Integer.compare(events[a], events[b]);
    }

    ExposureCells cells() {
      int[] order = RowOrder.of(size, this::compare);
      double[] t = new double[size];
      int[] y = new int[size];
      long[] n = new long[size];
      int cells = 0;
      for (int i = 0; i < size; i++) {
        if (cells == 0 || compare(order[i - 1], order[i]) != 0) {
          t[cells] = exposures[order[i]];
          y[cells++] = events[order[i]];
        }
        n[cells - 1]++;
      }
      return new ExposureCells(
          Arrays.copyOf(t, cells), Arrays.copyOf(y, cells), Arrays.copyOf(n, cells));
    }
  }
}
