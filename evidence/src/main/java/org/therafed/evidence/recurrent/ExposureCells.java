package org.therafed.evidence.recurrent;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.ColumnChecks;
import org.therafed.evidence.partial.ColumnMerge;
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
    ColumnChecks.oneLength("a count table", size, events.length, persons.length);
    this.exposures = exposures;
    this.events = events;
    this.persons = persons;
    for (int i = 0; i < size; i++) {
      CountRow.check(events[i], exposures[i]);
      if (persons[i] <= 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(persons[i] + " persons");
      }
    }
    ColumnChecks.inOrder("a count table", size, (i, j) -> compare(i, this, j));
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
    ColumnMerge merge = ColumnMerge.of(size(), other.size(), (i, j) -> compare(i, other, j));
    return new ExposureCells(
        merge.keys(exposures, other.exposures),
        merge.keys(events, other.events),
        merge.sums(persons, other.persons));
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
