package org.therafed.evidence.dose;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments by cycle and of the whole course, by site and by what was measured. Counts merge exactly,
 * moments to 1e-12 relative; partials in different units do not merge.
 *
 * @param unit of the numbers, such as {@code MBq} or {@code Gy}
 * @param bySite by site label, by what was measured
 */
@PartialFormat(kind = "cycle-dose", version = 1)
public record CyclePartial(String unit, SortedMap<String, SortedMap<String, Series>> bySite)
    implements Partial<CyclePartial> {

  /**
   * One quantity at one site.
   *
   * @param courses courses
   * @param complete cumulative values of courses with every cycle known
   * @param scaled cumulative values of courses with at least one known cycle: the mean of the known
   *     ones times the cycles given
   * @param cycles by number of the cycle
   */
  public record Series(long courses, Moments complete, Moments scaled, List<Cycle> cycles) {
    public Series {
      cycles = List.copyOf(cycles);
      complete.check(EvidenceCode.DOSE_IMPOSSIBLE);
      scaled.check(EvidenceCode.DOSE_IMPOSSIBLE);
      if (complete.n() > scaled.n() || scaled.n() > courses) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(complete.n() + " complete of " + courses);
      }
    }

    Series plus(Series other) {
      List<Cycle> sum = new ArrayList<>();
      for (int i = 0; i < Math.max(cycles.size(), other.cycles.size()); i++) {
        Cycle mine = i < cycles.size() ? cycles.get(i) : Cycle.NONE;
        sum.add(i < other.cycles.size() ? mine.plus(other.cycles.get(i)) : mine);
      }
      return new Series(
          courses + other.courses, complete.plus(other.complete), scaled.plus(other.scaled), sum);
    }
  }

  /**
   * One cycle.
   *
   * @param missing given, but the number is not known
   * @param known moments of the known numbers
   */
  public record Cycle(long missing, Moments known) {
    static final Cycle NONE = new Cycle(0, Moments.NONE);

    public Cycle {
      known.check(EvidenceCode.DOSE_IMPOSSIBLE);
      if (missing < 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(missing);
      }
    }

    Cycle plus(Cycle other) {
      return new Cycle(missing + other.missing, known.plus(other.known));
    }
  }

  public CyclePartial {
    if (unit == null || unit.isBlank()) {
      throw EvidenceCode.DOSE_MODEL_IMPOSSIBLE.with("no unit");
    }
    TreeMap<String, SortedMap<String, Series>> copy = new TreeMap<>();
    bySite.forEach((site, byName) -> copy.put(site, Sites.copy(byName)));
    bySite = Sites.copy(copy);
  }

  /** All sites together, by what was measured. */
  public SortedMap<String, Series> pooled() {
    TreeMap<String, Series> all = new TreeMap<>();
    bySite
        .values()
        .forEach(byName -> byName.forEach((name, s) -> all.merge(name, s, Series::plus)));
    return all;
  }

  @Override
  public CyclePartial merge(CyclePartial other) {
    if (!unit.equals(other.unit)) {
      throw EvidenceCode.DEFINITION_MIXED.with("the units " + unit + " and " + other.unit);
    }
    return new CyclePartial(
        unit, Sites.merge(bySite, other.bySite, (a, b) -> Sites.merge(a, b, Series::plus)));
  }
}
