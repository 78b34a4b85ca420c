package org.therafed.evidence.recurrent;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;

/** How many persons of one arm had each number of events in each exposure, in that order. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
final class ExposureCells {
  private final double[] exposures;
  private final int[] events;
  private final long[] persons;

  @JsonCreator
  ExposureCells(
      @JsonProperty("exposures") double[] exposures,
      @JsonProperty("events") int[] events,
      @JsonProperty("persons") long[] persons) {
    int size = exposures.length;
    if (events.length != size || persons.length != size) {
      throw EvidenceCode.PARTIAL_UNREADABLE.with("a count table with columns of unequal length");
    }
    this.exposures = exposures;
    this.events = events;
    this.persons = persons;
    for (int i = 0; i < size; i++) {
      CountRow.check(events[i], exposures[i]);
      if (persons[i] <= 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(persons[i] + " persons");
      }
      if (i > 0 && compare(i - 1, this, i) >= 0) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with("a count table out of order");
      }
    }
  }

  int size() {
    return exposures.length;
  }

  double exposure(int i) {
    return exposures[i];
  }

  int events(int i) {
    return events[i];
  }

  long persons(int i) {
    return persons[i];
  }

  long n() {
    return Arrays.stream(persons).sum();
  }

  long allEvents() {
    long sum = 0;
    for (int i = 0; i < events.length; i++) {
      sum += persons[i] * events[i];
    }
    return sum;
  }

  double allExposure() {
    double sum = 0;
    for (int i = 0; i < events.length; i++) {
      sum += persons[i] * exposures[i];
    }
    return sum;
  }

  private int compare(int i, ExposureCells other, int j) {
    int byExposure = Double.compare(exposures[i], other.exposures[j]);
    return byExposure != 0 ? byExposure : Integer.compare(events[i], other.events[j]);
  }

  ExposureCells merge(ExposureCells other) {
    int room = size() + other.size();
    double[] t = new double[room];
    int[] y = new int[room];
    long[] n = new long[room];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      int order = i == size() ? 1 : j == other.size() ? -1 : compare(i, other, j);
      t[size] = order <= 0 ? exposures[i] : other.exposures[j];
      y[size] = order <= 0 ? events[i] : other.events[j];
      if (order <= 0) {
        n[size] += persons[i++];
      }
      if (order >= 0) {
        n[size] += other.persons[j++];
      }
      size++;
    }
    return new ExposureCells(
        Arrays.copyOf(t, size), Arrays.copyOf(y, size), Arrays.copyOf(n, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExposureCells o
        && Arrays.equals(exposures, o.exposures)
        && Arrays.equals(events, o.events)
        && Arrays.equals(persons, o.persons);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(exposures) + Arrays.hashCode(persons);
  }
}
