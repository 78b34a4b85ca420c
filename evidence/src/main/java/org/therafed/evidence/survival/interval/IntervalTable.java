package org.therafed.evidence.survival.interval;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.survival.EventTable;

/**
 * How many persons have each assessment interval, in order of its ends: the sufficient statistic of
 * Turnbull's estimate and of its midpoint approximation. Merges exactly. Put on a declared grid of
 * visits it stays small.
 */
@PartialFormat(kind = "interval-table", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class IntervalTable implements Partial<IntervalTable> {
  private static final IntervalTable EMPTY =
      new IntervalTable(new double[0], new double[0], new long[0], new TreeMap<>());

  private final double[] lastWithout;
  private final double[] firstWith;
  private final long[] counts;
  private final SortedMap<String, EventTable.SiteCount> bySite;

  @JsonCreator
  IntervalTable(
      @JsonProperty("lastWithout") double[] lastWithout,
      @JsonProperty("firstWith") double[] firstWith,
      @JsonProperty("counts") long[] counts,
      @JsonProperty("bySite") Map<String, EventTable.SiteCount> bySite) {
    this.lastWithout = lastWithout;
    this.firstWith = firstWith;
    this.counts = counts;
    this.bySite = Sites.copy(bySite);
    if (firstWith.length != lastWithout.length || counts.length != lastWithout.length) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with("an interval table with unequal columns");
    }
    long n = 0;
    long events = 0;
    for (int i = 0; i < counts.length; i++) {
      IntervalRow.check(lastWithout[i], firstWith[i]);
      if (counts[i] < 1) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(counts[i]);
      }
      if (i > 0 && compare(this, i - 1, this, i) >= 0) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with("an interval table not in order");
      }
      n += counts[i];
      events += isEvent(i) ? counts[i] : 0;
    }
    long atSites = this.bySite.values().stream().mapToLong(EventTable.SiteCount::n).sum();
    long siteEvents = this.bySite.values().stream().mapToLong(EventTable.SiteCount::events).sum();
    if (n != atSites || events != siteEvents) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(n + " persons, " + atSites + " at the sites");
    }
  }

  /** The table of no rows. */
  public static IntervalTable empty() {
    return EMPTY;
  }

  /** The table of one person. */
  static IntervalTable of(IntervalRow row) {
    boolean event = row.firstWithDays() != IntervalRow.NEVER;
    return new IntervalTable(
        new double[] {row.lastWithoutDays() + 0.0},
        new double[] {row.firstWithDays() + 0.0},
        new long[] {1},
        Map.of(row.site(), new EventTable.SiteCount(1, event ? 1 : 0)));
  }

  /** How many distinct intervals there are. */
  public int size() {
    return counts.length;
  }

  /** Last assessment without the event of the i-th interval, days. */
  public double lastWithout(int i) {
    return lastWithout[i];
  }

  /** First assessment with the event of the i-th interval, days, or {@link IntervalRow#NEVER}. */
  public double firstWith(int i) {
    return firstWith[i];
  }

  /** Whether the i-th interval ends with the event. */
  public boolean isEvent(int i) {
    return firstWith[i] != IntervalRow.NEVER;
  }

  /** Persons with the i-th interval. */
  public long count(int i) {
    return counts[i];
  }

  /** Persons. */
  public long n() {
    return Arrays.stream(counts).sum();
  }

  /** Persons and events by site label. */
  public SortedMap<String, EventTable.SiteCount> bySite() {
    return bySite;
  }

  @Override
  public IntervalTable merge(IntervalTable other) {
    int room = size() + other.size();
    double[] last = new double[room];
    double[] first = new double[room];
    long[] n = new long[room];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int order = i == size() ? 1 : j == other.size() ? -1 : compare(this, i, other, j);
      if (order <= 0) {
        last[size] = lastWithout[i];
        first[size] = firstWith[i];
        n[size] += counts[i++];
      }
      if (order >= 0) {
        last[size] = other.lastWithout[j];
        first[size] = other.firstWith[j];
        n[size] += other.counts[j++];
      }
      size++;
    }
    TreeMap<String, EventTable.SiteCount> sites = new TreeMap<>(bySite);
    other.bySite.forEach(
        (site, c) ->
            sites.merge(
                site,
                c,
                (a, b) -> new EventTable.SiteCount(a.n() + b.n(), a.events() + b.events())));
    return new IntervalTable(
        Arrays.copyOf(last, size), Arrays.copyOf(first, size), Arrays.copyOf(n, size), sites);
  }

  private static int compare(IntervalTable a, int i, IntervalTable b, int j) {
    int order = Double.compare(a.lastWithout[i], b.lastWithout[j]);
    return order != 0 ? order : Double.compare(a.firstWith[i], b.firstWith[j]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntervalTable o
        && Arrays.equals(lastWithout, o.lastWithout)
        && Arrays.equals(firstWith, o.firstWith)
        && Arrays.equals(counts, o.counts)
        && bySite.equals(o.bySite);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(lastWithout) + bySite.hashCode();
  }

  @Override
  public String toString() {
    return "IntervalTable[" + size() + " intervals]";
  }
}
