package org.therafed.evidence.survival.interval;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.ColumnChecks;
import org.therafed.evidence.partial.ColumnMerge;
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
    ColumnChecks.oneLength(
        "an interval table", lastWithout.length, firstWith.length, counts.length);
    long n = 0;
    long events = 0;
    for (int i = 0; i < counts.length; i++) {
      IntervalRow.check(lastWithout[i], firstWith[i]);
      if (counts[i] < 1) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(counts[i]);
      }
      n += counts[i];
      events += isEvent(i) ? counts[i] : 0;
    }
    ColumnChecks.inOrder("an interval table", counts.length, (i, j) -> compare(i, this, j));
    EventTable.SiteCount.check(this.bySite, n, events);
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
    ColumnMerge merge = ColumnMerge.of(size(), other.size(), (i, j) -> compare(i, other, j));
    return new IntervalTable(
        merge.keys(lastWithout, other.lastWithout),
        merge.keys(firstWith, other.firstWith),
        merge.sums(counts, other.counts),
        Sites.merge(bySite, other.bySite, EventTable.SiteCount::plus));
  }

  private int compare(int i, IntervalTable other, int j) {
    int order = Double.compare(lastWithout[i], other.lastWithout[j]);
    return order != 0 ? order : Double.compare(firstWith[i], other.firstWith[j]);
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
