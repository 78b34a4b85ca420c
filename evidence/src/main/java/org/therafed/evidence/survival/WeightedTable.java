package org.therafed.evidence.survival;

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

/**
 * The sufficient statistic of a weighted Kaplan–Meier curve with its robust variance by row: for
 * each cell entry × exit × status the number of rows, Σw and Σw². Cells are in order of entry,
 * exit, censored before event. Counts merge exactly, sums to rounding.
 */
@PartialFormat(kind = "weighted-table", version = 1)
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class WeightedTable implements Partial<WeightedTable> {
  private static final WeightedTable EMPTY =
      new WeightedTable(
          new double[0],
          new double[0],
          new boolean[0],
          new long[0],
          new double[0],
          new double[0],
          new TreeMap<>());

  private final double[] entries;
  private final double[] times;
  private final boolean[] events;
  private final long[] rows;
  private final double[] weights;
  private final double[] squares;
  private final SortedMap<String, EventTable.SiteCount> bySite;

  @JsonCreator
  WeightedTable(
      @JsonProperty("entries") double[] entries,
      @JsonProperty("times") double[] times,
      @JsonProperty("events") boolean[] events,
      @JsonProperty("rows") long[] rows,
      @JsonProperty("weights") double[] weights,
      @JsonProperty("squares") double[] squares,
      @JsonProperty("bySite") Map<String, EventTable.SiteCount> bySite) {
    this.entries = entries;
    this.times = times;
    this.events = events;
    this.rows = rows;
    this.weights = weights;
    this.squares = squares;
    this.bySite = Sites.copy(bySite);
    check();
  }

  /** The table of no rows. */
  public static WeightedTable empty() {
    return EMPTY;
  }

  private void check() {
    int length = entries.length;
    ColumnChecks.oneLength(
        "a weighted table",
        length,
        times.length,
        events.length,
        rows.length,
        weights.length,
        squares.length);
    ColumnChecks.inOrder("a weighted table", length, (i, j) -> compare(i, this, j));
    long n = 0;
    long died = 0;
    for (int i = 0; i < length; i++) {
      SurvivalRow.checkTimes(entries[i], times[i]);
      WeightedRow.checkWeight(weights[i]);
      if (!(squares[i] >= 0 && Double.isFinite(squares[i]))) {
        throw EvidenceCode.WEIGHT_IMPOSSIBLE.with(squares[i]);
      }
      if (rows[i] < 1) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(rows[i]);
      }
      n += rows[i];
      died += events[i] ? rows[i] : 0;
    }
    EventTable.SiteCount.check(bySite, n, died);
  }

  /** How many cells there are. */
  public int size() {
    return times.length;
  }

  double entry(int i) {
    return entries[i];
  }

  double time(int i) {
    return times[i];
  }

  boolean event(int i) {
    return events[i];
  }

  long rows(int i) {
    return rows[i];
  }

  double weight(int i) {
    return weights[i];
  }

  double square(int i) {
    return squares[i];
  }

  /** Rows and events by site label, unweighted. */
  public SortedMap<String, EventTable.SiteCount> bySite() {
    return bySite;
  }

  /** Rows at all sites, whatever they weigh. */
  public long n() {
    return Arrays.stream(rows).sum();
  }

  @Override
  public WeightedTable merge(WeightedTable other) {
    if (times.length == 0) {
      return other;
    }
    if (other.times.length == 0) {
      return this;
    }
    ColumnMerge merge = ColumnMerge.of(size(), other.size(), (i, j) -> compare(i, other, j));
    return new WeightedTable(
        merge.keys(entries, other.entries),
        merge.keys(times, other.times),
        merge.keys(events, other.events),
        merge.sums(rows, other.rows),
        merge.sums(weights, other.weights),
        merge.sums(squares, other.squares),
        Sites.merge(bySite, other.bySite, EventTable.SiteCount::plus));
  }

  private int compare(int i, WeightedTable other, int j) {
    int order = Double.compare(entries[i], other.entries[j]);
    order = order != 0 ? order : Double.compare(times[i], other.times[j]);
    return order != 0 ? order : Boolean.compare(events[i], other.events[j]);
  }

  /** Cells under construction; a cell equal to the one before it is added to that. */
  static final class Columns {
    private final double[] entries;
    private final double[] times;
    private final boolean[] events;
    private final long[] rows;
    private final double[] weights;
    private final double[] squares;
    private int size;

    Columns(int room) {
      entries = new double[room];
      times = new double[room];
      events = new boolean[room];
      rows = new long[room];
      weights = new double[room];
      squares = new double[room];
    }

    void put(double entry, double time, boolean event, long n, double weight, double square) {
      int last = size - 1;
      if (last < 0 || entries[last] != entry || times[last] != time || events[last] != event) {
        last = size++;
        entries[last] = entry;
        times[last] = time;
        events[last] = event;
      }
      rows[last] += n;
      weights[last] += weight;
      squares[last] += square;
    }

    WeightedTable table(Map<String, EventTable.SiteCount> bySite) {
      return new WeightedTable(
          Arrays.copyOf(entries, size),
          Arrays.copyOf(times, size),
          Arrays.copyOf(events, size),
          Arrays.copyOf(rows, size),
          Arrays.copyOf(weights, size),
          Arrays.copyOf(squares, size),
          bySite);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightedTable o
        && Arrays.equals(entries, o.entries)
        && Arrays.equals(times, o.times)
        && Arrays.equals(events, o.events)
        && Arrays.equals(rows, o.rows)
        && Arrays.equals(weights, o.weights)
        && Arrays.equals(squares, o.squares)
        && bySite.equals(o.bySite);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(times) + bySite.hashCode();
  }

  @Override
  public String toString() {
    return "WeightedTable[" + times.length + " cells]";
  }
}
