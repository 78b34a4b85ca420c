package org.therafed.evidence.survival.test;

import java.util.Collection;
import org.therafed.evidence.survival.EventTable;

/**
 * Walks the risk sets of one stratum, all groups at once: at each time how many of each group are
 * at risk and have the event. Times within {@link EventTable#SAME_TIME} of the first of a run are
 * one time.
 */
final class JoinedSets {

  /** Takes one time with an event. */
  @FunctionalInterface
  interface Visitor {
    void visit(long[] atRisk, long[] events, long allAtRisk, long allEvents);
  }

  private JoinedSets() {}

  static void walk(Collection<EventTable> groups, Visitor visitor) {
    EventTable[] tables = groups.toArray(new EventTable[0]);
    int[] next = new int[tables.length];
    long[] present = new long[tables.length];
    long[] events = new long[tables.length];
    long[] change = new long[tables.length];
    while (true) {
      double first = Double.POSITIVE_INFINITY;
      for (int g = 0; g < tables.length; g++) {
        if (next[g] < tables[g].size()) {
          first = Math.min(first, tables[g].time(next[g]));
        }
      }
      if (first == Double.POSITIVE_INFINITY) {
        return;
      }
      double last = first * (1 + EventTable.SAME_TIME);
      long allEvents = 0;
      long allPresent = 0;
      for (int g = 0; g < tables.length; g++) {
        long d = 0;
        long out = 0;
        long in = 0;
        int i = next[g];
        for (; i < tables[g].size() && tables[g].time(i) <= last; i++) {
          d += tables[g].eventsAt(i);
          out += tables[g].eventsAt(i) + tables[g].censoredAt(i);
          in += tables[g].enteredAt(i);
        }
        next[g] = i;
        if (first == 0) {
          // Entry at the origin counts at once.
          present[g] += in;
          in = 0;
        }
        events[g] = d;
        change[g] = in - out;
        allEvents += d;
        allPresent += present[g];
      }
      if (allEvents > 0) {
        visitor.visit(present, events, allPresent, allEvents);
      }
      for (int g = 0; g < tables.length; g++) {
        present[g] += change[g];
      }
    }
  }
}
