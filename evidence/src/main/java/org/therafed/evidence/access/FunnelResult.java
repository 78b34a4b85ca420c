package org.therafed.evidence.access;

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
 * A treatment funnel, on unrounded data.
 *
 * @param basis n (eligible persons), events (persons at the last stage), sites, method, warnings
 * @param stages in order
 */
public record FunnelResult(Basis basis, List<Stage> stages) implements Result {
  public FunnelResult {
    stages = List.copyOf(stages);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (Stage stage : stages) {
      all.add(Estimate.count("reached", stage.reached()).at("stage", stage.name()));
      all.add(stage.ofAll().estimate("share of all").at("stage", stage.name()));
      stage
          .ofBefore()
          .ifPresent(
              s -> all.add(s.estimate("share of the stage before").at("stage", stage.name())));
      stage
          .byReason()
          .forEach(
              (reason, count) ->
                  all.add(
                      Estimate.count("stopped", count)
                          .at("stage", stage.name())
                          .at("reason", reason)));
    }
    return all;
  }

  /**
   * One stage.
   *
   * @param name the stage
   * @param reached persons who reached it or a later one
   * @param ofAll share of all
   * @param ofBefore share of those who reached the stage before; empty if nobody did
   * @param stopped persons who reached it and none later
   * @param byReason these by reason; the empty reason for unknown or still under way
   */
  public record Stage(
      String name,
      long reached,
      Share ofAll,
      Optional<Share> ofBefore,
      long stopped,
      SortedMap<String, Long> byReason) {
    public Stage {
      byReason = Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
    }
  }
}
