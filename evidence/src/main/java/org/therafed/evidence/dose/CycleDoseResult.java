package org.therafed.evidence.dose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * Activity or dose per cycle and course, on unrounded data.
 *
 * @param basis n (courses, the most of any quantity), sites, unit, method, warnings
 * @param unit of all numbers
 * @param byName by what was measured
 */
public record CycleDoseResult(Basis basis, String unit, SortedMap<String, Series> byName)
    implements Result {
  public CycleDoseResult {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    byName.forEach(
        (name, s) -> {
          all.add(Estimate.count("courses", s.courses()).at("of", name));
          all.add(Estimate.count("courses with an unknown cycle", s.incomplete()).at("of", name));
          s.cumulative().ifPresent(m -> all.add(m.estimate("cumulative", unit).at("of", name)));
          s.cumulativeScaled()
              .ifPresent(m -> all.add(m.estimate("cumulative, scaled", unit).at("of", name)));
          for (Cycle cycle : s.cycles()) {
            cycle
                .value()
                .ifPresent(
                    m ->
                        all.add(
                            m.estimate("mean", unit).at("of", name).at("cycle", cycle.number())));
          }
        });
    return all;
  }

  /**
   * One quantity.
   *
   * @param courses courses
   * @param incomplete courses with an unknown cycle
   * @param missingCycles unknown cycles of all courses
   * @param cumulative sum over the cycles of complete courses; empty if there is none
   * @param cumulativeScaled the same over courses with a known cycle, scaled up
   * @param cycles by number of the cycle
   */
  public record Series(
      long courses,
      long incomplete,
      long missingCycles,
      Optional<MeanDose> cumulative,
      Optional<MeanDose> cumulativeScaled,
      List<Cycle> cycles) {
    public Series {
      cycles = List.copyOf(cycles);
    }
  }

  /**
   * One cycle.
   *
   * @param number from 1
   * @param given courses that got it
   * @param missing of which the value is not known
   * @param value mean of the known ones; empty if none is
   */
  public record Cycle(int number, long given, long missing, Optional<MeanDose> value) {}
}
