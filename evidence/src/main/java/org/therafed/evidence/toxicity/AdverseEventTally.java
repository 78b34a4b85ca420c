package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;

/** Collects persons with their events. */
final class AdverseEventTally implements Accumulator<AdverseEventRow, AdverseEventPartial> {
  private static final int GRADES = GradeCounts.GRADES;

  private final GradingScheme scheme;
  private final Map<String, Site> sites = new TreeMap<>();

  AdverseEventTally(GradingScheme scheme) {
    this.scheme = scheme;
  }

  @Override
  public void add(AdverseEventRow row) {
    row.gradedBy(scheme);
    Site site = sites.computeIfAbsent(row.site(), s -> new Site());
    double days = row.exposureDays();
    site.persons++;
    site.days += days;
    site.daysSquared += days * days;
    if (row.events().isEmpty()) {
      return;
    }
    Person any = new Person();
    Map<String, Person> terms = new HashMap<>();
    for (AdverseEvent event : row.events()) {
      any.take(event);
      terms.computeIfAbsent(event.term(), t -> new Person()).take(event);
    }
    any.into(site.anyTerm, days);
    terms.forEach(
        (term, person) -> person.into(site.byTerm.computeIfAbsent(term, t -> new Sums()), days));
  }

  @Override
  public AdverseEventPartial partial() {
    TreeMap<String, AdverseEventPartial.SiteSums> bySite = new TreeMap<>();
    sites.forEach(
        (label, site) -> {
          TreeMap<String, List<GradeSums>> terms = new TreeMap<>();
          site.byTerm.forEach((term, sums) -> terms.put(term, sums.list()));
          bySite.put(
              label,
              new AdverseEventPartial.SiteSums(
                  site.persons, site.days, site.daysSquared, site.anyTerm.list(), terms));
        });
    return new AdverseEventPartial(scheme, bySite);
  }

  /** One person's events by least grade. */
  private static final class Person {
    private final long[] events = new long[GRADES];
    private final boolean[] serious = new boolean[GRADES];
    private final double[] first = new double[GRADES];

    Person() {
      Arrays.fill(first, Double.POSITIVE_INFINITY);
    }

    void take(AdverseEvent event) {
      for (int g = 0; g < event.grade(); g++) {
        events[g]++;
        serious[g] |= event.serious();
        first[g] = Math.min(first[g], event.onsetDays());
      }
    }

    void into(Sums sums, double days) {
      for (int g = 0; g < GRADES && events[g] > 0; g++) {
        sums.counts[g][0]++;
        sums.counts[g][1] += serious[g] ? 1 : 0;
        sums.counts[g][2] += events[g];
        sums.counts[g][3] += events[g] * events[g];
        sums.times[g][0] += first[g];
        sums.times[g][1] += days;
        sums.times[g][2] += events[g] * days;
        sums.times[g][3] += events[g] * (double) events[g] / days;
      }
    }
  }

  /** Sums of one term by least grade. */
  private static final class Sums {
    private final long[][] counts = new long[GRADES][4];
    private final double[][] times = new double[GRADES][4];

    List<GradeSums> list() {
      List<GradeSums> list = new ArrayList<>();
      for (int g = 0; g < GRADES; g++) {
        long[] c = counts[g];
        double[] t = times[g];
        list.add(new GradeSums(c[0], c[1], c[2], t[0], t[1], c[3], t[2], t[3]));
      }
      return list;
    }
  }

  private static final class Site {
    private final Sums anyTerm = new Sums();
    private final Map<String, Sums> byTerm = new TreeMap<>();
    private long persons;
    private double days;
    private double daysSquared;
  }
}
