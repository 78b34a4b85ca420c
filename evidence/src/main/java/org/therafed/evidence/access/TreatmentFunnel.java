package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.therafed.evidence.partial.NoData;

/**
 * How many of the eligible reach each stage up to treatment, as a share of all and of those who
 * reached the stage before, with the reasons of those who went no further.
 *
 * <p>A cross-section: whoever is still under way counts as not having reached the next stage. For
 * shares by time use {@link Pathway}.
 *
 * @param level confidence level of the intervals
 * @param stages in order, the first reached by everybody
 */
public record TreatmentFunnel(double level, List<String> stages)
    implements Estimator<FunnelRow, CountPartial, FunnelResult> {

  private static final Method METHOD =
      new Method(
          "Treatment funnel, Clopper–Pearson and Wilson intervals",
          "Clopper & Pearson 1934, Biometrika 26:404; Wilson 1927, J Am Stat Assoc 22:209");

  public TreatmentFunnel {
    Levels.check(level);
    stages = List.copyOf(stages);
    if (stages.isEmpty() || new HashSet<>(stages).size() < stages.size()) {
      throw EvidenceCode.STAGE_UNKNOWN.with("list that is empty or repeats one");
    }
  }

  private String question() {
    return "funnel: " + CountPartial.key(stages);
  }

  @Override
  public CountPartial empty() {
    return new CountPartial(question(), new TreeMap<>());
  }

  @Override
  public Accumulator<FunnelRow, CountPartial> accumulator() {
    CountPartial.Counter counter = new CountPartial.Counter(question());
    return new Accumulator<>() {
      @Override
      public void add(FunnelRow row) {
        if (!stages.contains(row.stage())) {
          throw EvidenceCode.STAGE_UNKNOWN.with("that is not declared");
        }
        counter.count(row.site(), CountPartial.key(List.of(row.stage(), row.reason())), false);
      }

      @Override
      public CountPartial partial() {
        return counter.partial();
      }
    };
  }

  @Override
  public Finding<FunnelResult> finish(CountPartial partial) {
    SortedMap<String, CountPartial.Cell> cells = empty().merge(partial).pooled();
    long all = cells.values().stream().mapToLong(CountPartial.Cell::n).sum();
    if (all == 0) {
      return new NoData<>(METHOD);
    }
    TreeMap<String, TreeMap<String, Long>> leavers = new TreeMap<>();
    cells.forEach(
        (key, cell) -> {
          List<String> names = CountPartial.names(key);
          leavers.computeIfAbsent(names.get(0), s -> new TreeMap<>()).put(names.get(1), cell.n());
        });
    List<FunnelResult.Stage> result = new ArrayList<>();
    long reached = all;
    long before = all;
    for (String stage : stages) {
      TreeMap<String, Long> stopped = leavers.getOrDefault(stage, new TreeMap<>());
      long here = stopped.values().stream().mapToLong(Long::longValue).sum();
      result.add(
          new FunnelResult.Stage(
              stage,
              reached,
              Share.of(reached, all, level).orElseThrow(),
              Share.of(reached, before, level),
              here,
              stopped));
      before = reached;
      reached -= here;
    }
    long treated = result.get(result.size() - 1).reached();
    return new Estimated<>(
        new FunnelResult(
            new Basis(
                all,
                treated,
                partial.sites(),
                "eligible persons; proportion",
                METHOD,
                List.of(),
                List.of()),
            result));
  }
}
