package org.therafed.evidence.recurrent;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.ColumnChecks;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.RowOrder;
import org.therafed.evidence.survival.EventTable;

/** One person's stretches at risk in order of their ends, and which ended with an event. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
final class History {
  private final double[] times;
  private final double[] entries;
  private final boolean[] events;

  @JsonCreator
  History(
      @JsonProperty("times") double[] times,
      @JsonProperty("entries") double[] entries,
      @JsonProperty("events") boolean[] events) {
    int size = times.length;
    ColumnChecks.oneLength("a history", size, entries.length, events.length);
    if (size == 0) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with("a history without a stretch at risk");
    }
    this.times = new double[size];
    this.entries = new double[size];
    this.events = new boolean[size];
    int[] order =
        RowOrder.of(
            size,
            (a, b) -> {
              int byTime = Double.compare(times[a], times[b]);
              int byEntry = byTime != 0 ? byTime : Double.compare(entries[a], entries[b]);
              return byEntry != 0 ? byEntry : Boolean.compare(events[a], events[b]);
            });
    for (int i = 0; i < size; i++) {
      RecurrentRow.checkTimes(entries[order[i]], times[order[i]]);
      // Adding 0 makes -0.0 the 0.0 that it equals.
      this.times[i] = times[order[i]] + 0.0;
      this.entries[i] = entries[order[i]] + 0.0;
      this.events[i] = events[order[i]];
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

  boolean event(int i) {
    return events[i];
  }

  int eventCount() {
    int sum = 0;
    for (boolean event : events) {
      sum += event ? 1 : 0;
    }
    return sum;
  }

  /** Whether the person is at risk twice at some time. */
  boolean overlaps() {
    for (int i = 1; i < times.length; i++) {
      if (entries[i] < times[i - 1] * (1 - EventTable.SAME_TIME)) {
        return true;
      }
    }
    return false;
  }

  History merge(History other) {
    int room = size() + other.size();
    double[] t = Arrays.copyOf(times, room);
    double[] e = Arrays.copyOf(entries, room);
    boolean[] d = Arrays.copyOf(events, room);
    System.arraycopy(other.times, 0, t, size(), other.size());
    System.arraycopy(other.entries, 0, e, size(), other.size());
    System.arraycopy(other.events, 0, d, size(), other.size());
    return new History(t, e, d);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History o
        && Arrays.equals(times, o.times)
        && Arrays.equals(entries, o.entries)
        && Arrays.equals(events, o.events);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(times) + Arrays.hashCode(events);
  }
}
