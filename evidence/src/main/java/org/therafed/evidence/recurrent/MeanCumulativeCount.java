package org.therafed.evidence.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Expected number of recurrent events per person over time, Σ d/Y (Nelson), with the variance by
 * infinitesimal jackknife over persons, which allows for events that come in clusters.
 *
 * <p>Assumes that the end of observation is independent of the events; where death ends it, the
 * curve describes those alive and must not be read as a count in everybody. Risk interval (entry,
 * time]; at a tied time events come before ends. Times are days.
 *
 * <p>A person's rows may lie at several sites: the partial holds persons by token, so merging joins
 * them. Rows of one person that overlap count at risk twice; a warning says so.
 *
 * @param level confidence level of limits, such as 0.95
 * @see <a href="https://doi.org/10.1080/00401706.1995.10484300">Lawless &amp; Nadeau 1995</a>
 */
public record MeanCumulativeCount(double level)
    implements Estimator<RecurrentRow, Histories, MeanCountResult> {

  public MeanCumulativeCount {
    Levels.check(level);
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "mean cumulative count, jackknife variance by person",
        "Nelson 1988, J Qual Technol 20:24; Lawless & Nadeau 1995, Technometrics 37:158");
  }

  @Override
  public Histories empty() {
    return Histories.empty();
  }

  @Override
  public Accumulator<RecurrentRow, Histories> accumulator() {
    return new HistoriesBuilder();
  }

  @Override
  public Finding<MeanCountResult> finish(Histories partial) {
    if (partial.n() == 0) {
      return new NoData<>(method());
    }
    SortedMap<String, MeanCountCurve> curves = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    boolean overlap = false;
    for (var group : partial.persons().entrySet()) {
      curves.put(group.getKey(), new MeanCountCurve(group.getValue().values(), level));
      overlap |= group.getValue().values().stream().anyMatch(History::overlaps);
    }
    if (partial.events() < 10) {
      warnings.add("Fewer than 10 events: intervals are approximate.");
    }
    if (curves.values().stream().anyMatch(c -> c.n() < 100)) {
      warnings.add("A curve of fewer than 100 persons: its interval is somewhat too narrow.");
    }
    if (overlap) {
      warnings.add("Rows of one person overlap: that person counts at risk twice meanwhile.");
    }
    Basis basis =
        new Basis(
            partial.n(),
            partial.events(),
            partial.rowsBySite().size(),
            "persons; mean count of events by days",
            method(),
            List.of(),
            warnings);
    return new Estimated<>(new MeanCountResult(basis, level, curves));
  }
}
