package org.therafed.evidence.survival;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Sites;

/**
 * Rows into an {@link EventTable} on primitive arrays: whole days are counted in place, other times
 * are collected and sorted once. One thread at a time.
 */
public final class EventTableBuilder implements Accumulator<SurvivalRow, EventTable> {
  /** About 179 years: a longer follow-up, or a time of day, takes the sorted path. */
  private static final int LAST_COUNTED_DAY = 65_535;

  private final Column events = new Column();
  private final Column censored = new Column();
  private final Column entered = new Column();
  private final Map<String, long[]> sites = new HashMap<>();
  private String lastSite;
  private long[] lastCount;

  @Override
  public void add(SurvivalRow row) {
    take(row.site(), row.entryDays(), row.timeDays(), row.event());
  }

  /**
   * Takes one row without an object for it; arguments as in {@link SurvivalRow}.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if the row holds an impossible value
   */
  public void add(String site, double entryDays, double timeDays, boolean event) {
    SurvivalRow.checkTimes(entryDays, timeDays);
    take(site, entryDays, timeDays, event);
  }

  private void take(String site, double entryDays, double timeDays, boolean event) {
    // Rows mostly come in runs of one site; the interned label is compared before the map is asked.
    if (lastCount == null || !site.equals(lastSite)) {
      lastCount = sites.computeIfAbsent(Sites.check(site), s -> new long[2]);
      lastSite = site;
    }
    lastCount[0]++;
    entered.add(entryDays);
    if (event) {
      lastCount[1]++;
      events.add(timeDays);
    } else {
      censored.add(timeDays);
    }
  }

  @Override
  public EventTable partial() {
    double[] d = events.sortedRest();
    double[] c = censored.sortedRest();
    double[] e = entered.sortedRest();
    int days = Math.max(events.days, Math.max(censored.days, entered.days));
    int room = days + d.length + c.length + e.length;
    double[] times = new double[room];
    long[][] counts = new long[3][room];
    int size = 0;
    int day = 0;
    int i = 0;
    int j = 0;
    int k = 0;
    while (true) {
      while (day < days && events.at(day) + censored.at(day) + entered.at(day) == 0) {
        day++;
      }
      double next = day < days ? day : Double.POSITIVE_INFINITY;
      next = i < d.length ? Math.min(next, d[i]) : next;
      next = j < c.length ? Math.min(next, c[j]) : next;
      next = k < e.length ? Math.min(next, e[k]) : next;
      if (next == Double.POSITIVE_INFINITY) {
        break;
      }
      times[size] = next;
      if (day < days && next == day) {
        counts[0][size] = events.at(day);
        counts[1][size] = censored.at(day);
        counts[2][size] = entered.at(day);
        day++;
      }
      for (; i < d.length && d[i] == next; i++) {
        counts[0][size]++;
      }
      for (; j < c.length && c[j] == next; j++) {
        counts[1][size]++;
      }
      for (; k < e.length && e[k] == next; k++) {
        counts[2][size]++;
      }
      size++;
    }
    TreeMap<String, EventTable.SiteCount> bySite = new TreeMap<>();
    sites.forEach((site, n) -> bySite.put(site, new EventTable.SiteCount(n[0], n[1])));
    return new EventTable(
        Arrays.copyOf(times, size),
        Arrays.copyOf(counts[0], size),
        Arrays.copyOf(counts[1], size),
        Arrays.copyOf(counts[2], size),
        bySite);
  }

  /** One kind of time: counts by whole day, and the times that are no whole day. */
  private static final class Column {
    private long[] byDay = new long[64];
    private int days;
    private double[] rest = new double[0];
    private int restSize;

    void add(double time) {
      int day = (int) time;
      if (day == time && day <= LAST_COUNTED_DAY) {
        if (day >= byDay.length) {
          byDay = Arrays.copyOf(byDay, Math.max(day + 1, byDay.length * 2));
        }
        byDay[day]++;
        days = Math.max(days, day + 1);
      } else {
        if (restSize == rest.length) {
          rest = Arrays.copyOf(rest, Math.max(1024, restSize * 2));
        }
        rest[restSize++] = time;
      }
    }

    long at(int day) {
      return day < days ? byDay[day] : 0;
    }

    double[] sortedRest() {
      double[] sorted = Arrays.copyOf(rest, restSize);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
