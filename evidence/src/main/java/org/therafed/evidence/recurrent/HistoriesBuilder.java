package org.therafed.evidence.recurrent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.survival.EventTable.SiteCount;

/** Rows into {@link Histories}, with growing columns per person. One thread at a time. */
final class HistoriesBuilder implements Accumulator<RecurrentRow, Histories> {
  private final Map<String, Map<String, Columns>> persons = new HashMap<>();
  private final Map<String, long[]> sites = new HashMap<>();

  @Override
  public void add(RecurrentRow row) {
    long[] site = sites.computeIfAbsent(row.site(), s -> new long[2]);
    site[0]++;
    site[1] += row.event() ? 1 : 0;
    persons
        .computeIfAbsent(row.group(), g -> new HashMap<>())
        .computeIfAbsent(row.person(), p -> new Columns())
        .add(row);
  }

  @Override
  public Histories partial() {
    TreeMap<String, SortedMap<String, History>> all = new TreeMap<>();
    persons.forEach(
        (group, each) -> {
          TreeMap<String, History> histories = new TreeMap<>();
          each.forEach((person, columns) -> histories.put(person, columns.history()));
          all.put(group, histories);
        });
    TreeMap<String, SiteCount> bySite = new TreeMap<>();
    sites.forEach((site, n) -> bySite.put(site, new SiteCount(n[0], n[1])));
    return new Histories(all, bySite);
  }

  private static final class Columns {
    private double[] times = new double[2];
    private double[] entries = new double[2];
    private boolean[] events = new boolean[2];
    private int size;

    void add(RecurrentRow row) {
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
        entries = Arrays.copyOf(entries, size * 2);
        events = Arrays.copyOf(events, size * 2);
      }
      times[size] = row.timeDays();
      entries[size] = row.entryDays();
      events[size++] = row.event();
    }

    History history() {
      return new History(
          Arrays.copyOf(times, size), Arrays.copyOf(entries, size), Arrays.copyOf(events, size));
    }
  }
}
