package org.therafed.evidence.recurrent;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.survival.EventTable;

/**
 * One group's mean cumulative count, Σ d/Y, on unrounded data; after the last time its last value
 * is carried on.
 */
public final class MeanCountCurve {
  private final List<History> persons;
  private final double level;
  private final double z;
  private final double[] axis;
  private final long[] atRisk;
  private final double[] mean;

  /** Σ d/Y² up to each time. */
  private final double[] drift;

  private final long events;

  MeanCountCurve(Collection<History> histories, double level) {
    this.persons = List.copyOf(histories);
    this.level = level;
    this.z = Levels.z(level);
    this.axis = axis(persons);
    int size = axis.length;
    long[] change = new long[size + 1];
    long[] d = new long[size];
    long sum = 0;
    for (History person : persons) {
      for (int i = 0; i < person.size(); i++) {
        change[from(person.entry(i))]++;
        int end = index(person.time(i));
        change[end + 1]--;
        d[end] += person.event(i) ? 1 : 0;
        sum += person.event(i) ? 1 : 0;
      }
    }
    events = sum;
    atRisk = new long[size];
    mean = new double[size];
    drift = new double[size];
    long present = 0;
    for (int j = 0; j < size; j++) {
      present += change[j];
      atRisk[j] = present;
      double step = d[j] == 0 ? 0 : d[j] / (double) present;
      mean[j] = step + (j == 0 ? 0 : mean[j - 1]);
      drift[j] = (d[j] == 0 ? 0 : step / present) + (j == 0 ? 0 : drift[j - 1]);
    }
  }

  private static double[] axis(List<History> persons) {
    double[] times = new double[persons.stream().mapToInt(History::size).sum()];
    int size = 0;
    for (History person : persons) {
      for (int i = 0; i < person.size(); i++) {
        times[size++] = person.time(i);
      }
    }
    Arrays.sort(times);
    int distinct = 0;
    for (double time : times) {
      if (distinct == 0 || time > times[distinct - 1] * (1 + EventTable.SAME_TIME)) {
        times[distinct++] = time;
      }
    }
    return Arrays.copyOf(times, distinct);
  }

  private int index(double time) {
    int i = Arrays.binarySearch(axis, time * (1 + EventTable.SAME_TIME));
    return i >= 0 ? i : -i - 2;
  }

  private int from(double entry) {
    return entry == 0 ? 0 : index(entry) + 1;
  }

  /** Persons. */
  public long n() {
    return persons.size();
  }

  /** Events of all of them. */
  public long events() {
    return events;
  }

  /** Days of the last end of observation. */
  public double observedUntilDays() {
    return axis[axis.length - 1];
  }

  /** Stretches under observation just before a time in days. */
  public long atRiskAt(double timeDays) {
    long present = 0;
    for (History person : persons) {
      for (int i = 0; i < person.size(); i++) {
        boolean in =
            person.entry(i) == 0 || person.entry(i) < timeDays * (1 - EventTable.SAME_TIME);
        boolean there = person.time(i) >= timeDays * (1 - EventTable.SAME_TIME);
        present += in && there ? 1 : 0;
      }
    }
    return present;
  }

  /** The curve at a time in days, with the jackknife error by person. */
  public MeanCountPoint at(double timeDays) {
    if (!Double.isFinite(timeDays)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(timeDays);
    }
    if (timeDays < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(timeDays);
    }
    int last = index(timeDays);
    if (last < 0) {
      return MeanCountPoint.of(timeDays, 0, 0, z, level);
    }
    double sum = 0;
    for (History person : persons) {
      double moved = 0;
      for (int i = 0; i < person.size(); i++) {
        int start = from(person.entry(i));
        int end = index(person.time(i));
        if (start <= last) {
          moved -= drift[Math.min(end, last)] - (start == 0 ? 0 : drift[start - 1]);
          moved += person.event(i) && end <= last ? 1.0 / atRisk[end] : 0;
        }
      }
      sum += moved * moved;
    }
    return MeanCountPoint.of(timeDays, mean[last], Math.sqrt(sum), z, level);
  }
}
