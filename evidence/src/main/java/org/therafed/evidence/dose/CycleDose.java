package org.therafed.evidence.dose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.partial.NoData;

/**
 * What was given per cycle and in sum per course: administered activity in MBq by product, or
 * absorbed dose in Gy by organ. Mean, standard deviation and Student's t interval.
 *
 * <p>Missing cycles are never taken as 0. The cumulative value is given twice: over courses with
 * every cycle known, and over those with at least one, scaled up by their own known mean (which
 * assumes that unknown cycles are like the known ones of the same course). Summing physical
 * absorbed doses over cycles does not account for repair between them.
 *
 * @param level confidence level of the intervals
 * @param unit unit of all numbers, such as {@code MBq} or {@code Gy}; numbers are not converted
 */
public record CycleDose(double level, String unit)
    implements Estimator<CourseRow, CyclePartial, CycleDoseResult> {

  private static final Method METHOD =
      new Method(
          "Mean per cycle and per course, t interval",
          "Student 1908, Biometrika 6:1; ICRU Report 96 (2021) on cumulative absorbed dose");

  public CycleDose {
    Levels.check(level);
    if (unit == null || unit.isBlank()) {
      throw EvidenceCode.DOSE_MODEL_IMPOSSIBLE.with("no unit");
    }
  }

  @Override
  public CyclePartial empty() {
    return new CyclePartial(unit, new TreeMap<>());
  }

  @Override
  public Accumulator<CourseRow, CyclePartial> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<CycleDoseResult> finish(CyclePartial partial) {
    SortedMap<String, CyclePartial.Series> all = empty().merge(partial).pooled();
    long courses = all.values().stream().mapToLong(CyclePartial.Series::courses).max().orElse(0);
    if (courses == 0) {
      return new NoData<>(METHOD);
    }
    TreeMap<String, CycleDoseResult.Series> byName = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    all.forEach(
        (name, s) -> {
          byName.put(name, series(s));
          if (s.complete().n() < s.courses()) {
            warnings.add(
                name
                    + ": cycles with an unknown value in "
                    + (s.courses() - s.complete().n())
                    + " courses.");
          }
        });
    int sites =
        (int)
            partial.bySite().values().stream()
                .filter(s -> s.values().stream().anyMatch(v -> v.courses() > 0))
                .count();
    return new Estimated<>(
        new CycleDoseResult(
            new Basis(courses, 0, sites, "courses; " + unit, METHOD, List.of(), warnings),
            unit,
            byName));
  }

  private CycleDoseResult.Series series(CyclePartial.Series s) {
    List<CycleDoseResult.Cycle> cycles = new ArrayList<>();
    for (CyclePartial.Cycle cycle : s.cycles()) {
      cycles.add(
          new CycleDoseResult.Cycle(
              cycles.size() + 1,
              cycle.known().n() + cycle.missing(),
              cycle.missing(),
              MeanDose.of(cycle.known(), level)));
    }
    return new CycleDoseResult.Series(
        s.courses(),
        s.courses() - s.complete().n(),
        s.cycles().stream().mapToLong(CyclePartial.Cycle::missing).sum(),
        MeanDose.of(s.complete(), level),
        MeanDose.of(s.scaled(), level),
        cycles);
  }

  private final class Tally implements Accumulator<CourseRow, CyclePartial> {
    private final Map<String, Map<String, Sums>> sites = new TreeMap<>();

    @Override
    public void add(CourseRow row) {
      row.cycles()
          .forEach(
              (name, cycles) ->
                  sites
                      .computeIfAbsent(row.site(), s -> new TreeMap<>())
                      .computeIfAbsent(name, n -> new Sums())
                      .add(cycles));
    }

    @Override
    public CyclePartial partial() {
      TreeMap<String, SortedMap<String, CyclePartial.Series>> bySite = new TreeMap<>();
      sites.forEach(
          (site, byName) -> {
            TreeMap<String, CyclePartial.Series> series = new TreeMap<>();
            byName.forEach((name, sums) -> series.put(name, sums.series()));
            bySite.put(site, series);
          });
      return new CyclePartial(unit, bySite);
    }
  }

  private static final class Sums {
    private final Moments.Running complete = new Moments.Running();
    private final Moments.Running scaled = new Moments.Running();
    private final List<Moments.Running> known = new ArrayList<>();
    private final List<long[]> missing = new ArrayList<>();
    private long courses;

    void add(List<OptionalDouble> cycles) {
      courses++;
      double sum = 0;
      int found = 0;
      for (int i = 0; i < cycles.size(); i++) {
        if (i == known.size()) {
          known.add(new Moments.Running());
          missing.add(new long[1]);
        }
        if (cycles.get(i).isPresent()) {
          double value = cycles.get(i).getAsDouble();
          known.get(i).add(value);
          sum += value;
          found++;
        } else {
          missing.get(i)[0]++;
        }
      }
      if (found == cycles.size()) {
        complete.add(sum);
      }
      if (found > 0) {
        scaled.add(sum * cycles.size() / found);
      }
    }

    CyclePartial.Series series() {
      List<CyclePartial.Cycle> cycles = new ArrayList<>();
      for (int i = 0; i < known.size(); i++) {
        cycles.add(new CyclePartial.Cycle(missing.get(i)[0], known.get(i).moments()));
      }
      return new CyclePartial.Series(courses, complete.moments(), scaled.moments(), cycles);
    }
  }
}
