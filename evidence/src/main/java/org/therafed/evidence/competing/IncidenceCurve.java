package org.therafed.evidence.competing;

import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.survival.EventTable;

/**
 * One group's cumulative incidences, one per cause, on unrounded data. Before the first event all
 * are 0; after the last time under observation the last value is carried on ({@link
 * #observedUntilDays} tells where that begins). Causes are numbered from 1 as declared.
 */
public final class IncidenceCurve {
  private final ExitCells cells;
  private final Strand strand;
  private final IncidenceVariance kind;
  private final double level;
  private final double z;
  private final double[] eventFree;
  private final double[][] incidence;

  IncidenceCurve(ExitCells cells, int causes, IncidenceVariance kind, double level) {
    this.cells = cells;
    this.kind = kind;
    this.level = level;
    this.z = Levels.z(level);
    this.strand = Strand.of(Strand.axis(List.of(cells)), cells, causes);
    int size = strand.axis.length;
    this.eventFree = new double[size];
    this.incidence = new double[causes + 1][size];
    double before = 1;
    for (int j = 0; j < size; j++) {
      long n = strand.atRisk[j];
      for (int cause = 1; cause <= causes; cause++) {
        double last = j == 0 ? 0 : incidence[cause][j - 1];
        incidence[cause][j] = last + (n == 0 ? 0 : before * strand.events[cause][j] / n);
      }
      long all = strand.allEvents(j);
      eventFree[j] = all == 0 ? before : before * (n - all) / n;
      before = eventFree[j];
    }
  }

  /** Persons. */
  public long n() {
    return cells.persons();
  }

  /** Events of one cause. */
  public long events(int cause) {
    return cells.eventsOf(checkCause(cause));
  }

  /** Events of one cause up to and including a time in days. */
  public long eventsUntil(int cause, double timeDays) {
    int last = indexAt(timeDays);
    long sum = 0;
    for (int j = 0; j <= last; j++) {
      sum += strand.events[checkCause(cause)][j];
    }
    return sum;
  }

  /** Days of the last end of observation in this group. */
  public double observedUntilDays() {
    return strand.axis[strand.axis.length - 1];
  }

  /** Whether the risk set emptied by events while others were still to enter. */
  boolean emptiedEarly() {
    for (int j = 0; j + 1 < eventFree.length; j++) {
      if (eventFree[j] == 0) {
        return true;
      }
    }
    return false;
  }

  boolean hasLateEntries() {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.entry(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Persons under observation just before a time in days. */
  public long atRiskAt(double timeDays) {
    int last = indexAt(timeDays);
    boolean exact = last >= 0 && strand.axis[last] >= timeDays * (1 - EventTable.SAME_TIME);
    long present = 0;
    for (int i = 0; i < cells.size(); i++) {
      boolean in = cells.entry(i) == 0 || cells.entry(i) < timeDays * (1 - EventTable.SAME_TIME);
      boolean gone = strand.to[i] < last || (strand.to[i] == last && !exact);
      present += in && !gone ? cells.count(i) : 0;
    }
    return present;
  }

  /** Probability of no event of any cause by a time in days. */
  public double eventFreeAt(double timeDays) {
    int i = indexAt(timeDays);
    return i < 0 ? 1 : eventFree[i];
  }

  /** Probability of one cause by a time in days. */
  public double incidenceAt(int cause, double timeDays) {
    int i = indexAt(timeDays);
    return i < 0 ? 0 : incidence[checkCause(cause)][i];
  }

  /** Probability of one cause by a time in days, with variance and limits. */
  public IncidencePoint at(int cause, double timeDays) {
    double f = incidenceAt(cause, timeDays);
    return IncidencePoint.of(timeDays, f, varianceAt(cause, timeDays), z, level);
  }

  /** The smallest time, days, at which the incidence of a cause reaches p; empty if it does not. */
  public OptionalDouble quantile(int cause, double p) {
    if (!(p > 0 && p < 1)) {
      throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(p);
    }
    double[] curve = incidence[checkCause(cause)];
    for (int j = 0; j < curve.length; j++) {
      // A long sum that should be p may fall short of it by rounding.
      if (curve[j] >= p - 1e-12) {
        return OptionalDouble.of(strand.axis[j]);
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Mean time lost to one cause up to tau, days: the area under its incidence.
   *
   * @param tauDays declared beforehand; beyond the last time the curve is carried on
   * @see <a href="https://doi.org/10.1002/sim.5933">Andersen 2013</a>
   */
  public double timeLost(int cause, double tauDays) {
    int last = indexAt(tauDays);
    double[] curve = incidence[checkCause(cause)];
    double area = 0;
    double end = tauDays;
    for (int j = last; j >= 0; j--) {
      area += curve[j] * (end - strand.axis[j]);
      end = strand.axis[j];
    }
    return area;
  }

  /** How many distinct times there are, and the i-th in days. */
  public int size() {
    return strand.axis.length;
  }

  /** Days, the i-th time from 0 at which anybody's observation ended. */
  public double timeDays(int i) {
    return strand.axis[i];
  }

  private double varianceAt(int cause, double timeDays) {
    int last = indexAt(timeDays);
    if (last < 0) {
      return 0;
    }
    double[] influence = new double[last + 1];
    double[] curve = incidence[checkCause(cause)];
    double[] own = new double[last + 1];
    double[] other = new double[last + 1];
    double variance = 0;
    for (int j = 0; j <= last; j++) {
      double before = j == 0 ? 1 : eventFree[j - 1];
      double rest = eventFree[j] > 0 ? (curve[last] - curve[j]) / eventFree[j] : 0;
      own[j] = before * (1 - rest);
      other[j] = -before * rest;
      long n = strand.atRisk[j];
      long d = strand.events[cause][j];
      long c = strand.allEvents(j) - d;
      influence[j] = j == 0 ? 0 : influence[j - 1];
      if (d + c == 0) {
        continue;
      }
      double drift = (own[j] * d + other[j] * c) / n;
      influence[j] += drift / n;
      variance +=
          kind == IncidenceVariance.AALEN
              ? own[j] * own[j] * tied(d, n) + other[j] * other[j] * tied(c, n)
              : ((own[j] * own[j] * d + other[j] * other[j] * c) / n - drift * drift) / n;
    }
    if (kind == IncidenceVariance.INFINITESIMAL_JACKKNIFE) {
      return jackknife(cause, last, influence, own, other);
    }
    return Math.max(0, variance);
  }

  /** Variance of d/n when d of n at risk have the event at one time. */
  private static double tied(long d, long n) {
    double share = d / ((double) n * n);
    return d > 1 ? share * (1 - (d - 1.0) / (n - 1.0)) : share;
  }

  private double jackknife(int cause, int last, double[] drift, double[] own, double[] other) {
    double sum = 0;
    for (int i = 0; i < cells.size(); i++) {
      int end = strand.to[i];
      int start = strand.from[i];
      if (start > last) {
        continue;
      }
      double moved = -drift[Math.min(end, last)] + (start == 0 ? 0 : drift[start - 1]);
      if (end <= last && cells.cause(i) > 0) {
        moved += (cells.cause(i) == cause ? own[end] : other[end]) / strand.atRisk[end];
      }
      sum += cells.count(i) * moved * moved;
    }
    return sum;
  }

  private int checkCause(int cause) {
    if (cause < 1 || cause >= incidence.length) {
      throw EvidenceCode.CAUSE_UNKNOWN.with(cause);
    }
    return cause;
  }

  private int indexAt(double timeDays) {
    if (!Double.isFinite(timeDays)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(timeDays);
    }
    if (timeDays < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(timeDays);
    }
    return Strand.indexAt(strand.axis, timeDays);
  }
}
