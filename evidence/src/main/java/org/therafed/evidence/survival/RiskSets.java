package org.therafed.evidence.survival;

import java.util.Arrays;

/**
 * The risk sets of an event table, one per time at which somebody had the event or was censored.
 * Times within {@link EventTable#SAME_TIME} of the first of a run are that one time; events come
 * before censorings.
 */
final class RiskSets {
  final double[] times;
  final long[] atRisk;
  final long[] events;
  final long[] censored;

  private RiskSets(double[] times, long[] atRisk, long[] events, long[] censored) {
    this.times = times;
    this.atRisk = atRisk;
    this.events = events;
    this.censored = censored;
  }

  static RiskSets of(EventTable table) {
    int room = table.size();
    double[] times = new double[room];
    long[] atRisk = new long[room];
    long[] events = new long[room];
    long[] censored = new long[room];
    int size = 0;
    long present = 0;
    int i = 0;
    while (i < room) {
      double first = table.time(i);
      long d = 0;
      long c = 0;
      long in = 0;
      for (; i < room && table.time(i) <= first * (1 + EventTable.SAME_TIME); i++) {
        d += table.eventsAt(i);
        c += table.censoredAt(i);
        in += table.enteredAt(i);
      }
      if (first == 0) {
        present += in;
        in = 0;
      }
      if (d + c > 0) {
        times[size] = first;
        atRisk[size] = present;
        events[size] = d;
        censored[size] = c;
        size++;
      }
      present += in - d - c;
    }
    return new RiskSets(
        Arrays.copyOf(times, size),
        Arrays.copyOf(atRisk, size),
        Arrays.copyOf(events, size),
        Arrays.copyOf(censored, size));
  }
}
