package org.therafed.evidence.competing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * How many of one group and stratum entered at one time and ended at another by one cause: one cell
 * for each such triple, in order of time, entry, cause. The entries are kept with the ends because
 * the infinitesimal jackknife under left truncation needs both.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
final class ExitCells {
  private final double[] times;
  private final double[] entries;
  private final int[] causes;
  private final long[] counts;

  @JsonCreator
  ExitCells(
      @JsonProperty("times") double[] times,
      @JsonProperty("entries") double[] entries,
      @JsonProperty("causes") int[] causes,
      @JsonProperty("counts") long[] counts) {
    int size = times.length;
    if (entries.length != size || causes.length != size || counts.length != size) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with(
          "a competing table with columns of unequal length");
    }
    this.times = times;
    this.entries = entries;
    this.causes = causes;
    this.counts = counts;
    for (int i = 0; i < size; i++) {
      CompetingRow.checkTimes(entries[i], times[i]);
      if (counts[i] <= 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(counts[i]);
      }
      if (i > 0 && compare(i - 1, this, i) >= 0) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with("a competing table out of order");
      }
    }
  }

  int size() {
    return times.length;
  }

  double time(int i) {
    return times[i];
  }

  double entry(int i) {
    return entries[i];
  }

  /** 0 if censored, else the cause from 1. */
  int cause(int i) {
    return causes[i];
  }

  long count(int i) {
    return counts[i];
  }

  long persons() {
    return Arrays.stream(counts).sum();
  }

  long eventsOf(int cause) {
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += causes[i] == cause ? counts[i] : 0;
    }
    return sum;
  }

  int largestCause() {
    return Arrays.stream(causes).max().orElse(0);
  }

  int smallestCause() {
    return Arrays.stream(causes).min().orElse(0);
  }

  private int compare(int i, ExitCells other, int j) {
    int byTime = Double.compare(times[i], other.times[j]);
    if (byTime != 0) {
      return byTime;
    }
    int byEntry = Double.compare(entries[i], other.entries[j]);
    return byEntry != 0 ? byEntry : Integer.compare(causes[i], other.causes[j]);
  }

  ExitCells merge(ExitCells other) {
    int room = size() + other.size();
    double[] t = new double[room];
    double[] e = new double[room];
    int[] k = new int[room];
    long[] n = new long[room];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int order = i == size() ? 1 : j == other.size() ? -1 : compare(i, other, j);
      ExitCells from = order <= 0 ? this : other;
      int at = order <= 0 ? i : j;
      t[size] = from.times[at];
      e[size] = from.entries[at];
      k[size] = from.causes[at];
      if (order <= 0) {
        n[size] += counts[i++];
      }
      if (order >= 0) {
        n[size] += other.counts[j++];
      }
      size++;
    }
    return new ExitCells(
        Arrays.copyOf(t, size),
        Arrays.copyOf(e, size),
        Arrays.copyOf(k, size),
        Arrays.copyOf(n, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExitCells o
        && Arrays.equals(times, o.times)
        && Arrays.equals(entries, o.entries)
        && Arrays.equals(causes, o.causes)
        && Arrays.equals(counts, o.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(times) + Arrays.hashCode(counts);
  }
}
