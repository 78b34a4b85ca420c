package org.therafed.evidence.competing;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.ColumnChecks;
import org.therafed.evidence.partial.ColumnMerge;
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
    ColumnChecks.oneLength("a competing table", size, entries.length, causes.length, counts.length);
    this.times = times;
    this.entries = entries;
    this.causes = causes;
    this.counts = counts;
    for (int i = 0; i < size; i++) {
      CompetingRow.checkTimes(entries[i], times[i]);
      if (counts[i] <= 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(counts[i]);
      }
    }
    ColumnChecks.inOrder("a competing table", size, (i, j) -> compare(i, this, j));
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
    ColumnMerge merge = ColumnMerge.of(size(), other.size(), (i, j) -> compare(i, other, j));
    return new ExitCells(
        merge.keys(times, other.times),
        merge.keys(entries, other.entries),
        merge.keys(causes, other.causes),
        merge.sums(counts, other.counts));
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
