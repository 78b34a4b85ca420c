package org.therafed.evidence.survival.interval;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;

/**
 * What the midpoint convention does: Kaplan–Meier with each event put half way between the last
 * assessment without it and the first with it, beside Turnbull's estimate from the same intervals,
 * at declared times. A midpoint curve outside Turnbull's bounds is moved by the convention alone.
 */
public final class MidpointSensitivity {
  private MidpointSensitivity() {}

  /**
   * Both estimates at one time.
   *
   * @param timeDays days
   * @param midpoint S by Kaplan–Meier at midpoints
   * @param turnbull bounds of S by Turnbull
   */
  public record Compared(double timeDays, double midpoint, TurnbullResult.Bounds turnbull) {

    /** How far the midpoint curve lies above (positive) or below Turnbull's bounds; 0 within. */
    public double shift() {
      return midpoint > turnbull.upper()
          ? midpoint - turnbull.upper()
          : Math.min(0, midpoint - turnbull.lower());
    }
  }

  /** The event table of the midpoints, which any analysis by the convention starts from. */
  public static EventTable atMidpoints(IntervalTable table) {
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < table.size(); i++) {
      double last = table.lastWithout(i);
      boolean event = table.isEvent(i);
      double day = event ? last + (table.firstWith(i) - last) / 2 : last;
      for (long k = 0; k < table.count(i); k++) {
        // The table keeps sites and intervals apart, so the site of an interval is not known.
        rows.add("all sites", 0, day, event);
      }
    }
    return rows.partial();
  }

  /**
   * Both estimates at each of the declared times; empty if there is no Turnbull estimate.
   *
   * @param times days, declared beforehand
   */
  public static List<Compared> at(IntervalTable table, List<Double> times) {
    Finding<TurnbullResult> finding = new Turnbull().finish(table);
    if (finding.result().isEmpty()) {
      return List.of();
    }
    TurnbullResult turnbull = finding.result().get();
    var midpoint =
        new KaplanMeier(0.95, ConfidenceBand.LOG_LOG)
            .finish(atMidpoints(table))
            .result()
            .orElseThrow();
    List<Compared> compared = new ArrayList<>();
    for (double time : times) {
      compared.add(new Compared(time, midpoint.survivalAt(time), turnbull.survivalAt(time)));
    }
    return compared;
  }
}
