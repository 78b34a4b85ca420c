package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
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
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;

/**
 * Times between steps, such as decision → order → administration: each step to the next, and the
 * first to the last, by Kaplan–Meier with those still waiting as censored. The median among the
 * treated alone would leave out whoever waits longest.
 *
 * <p>A person counts in an interval if its first step was passed. Death while waiting is a
 * censoring here: where it is common, use the cumulative incidence with competing risks.
 *
 * @param level confidence level of the limits
 * @param steps in order, two or more
 */
public record Pathway(double level, List<String> steps)
    implements Estimator<PathwayRow, PathwayPartial, PathwayResult> {

  private static final Method METHOD =
      new Method("Time between steps, Kaplan–Meier", "Kaplan & Meier 1958, J Am Stat Assoc 53:457");

  /** Which two steps, by index. */
  private record Span(int from, int to) {}

  public Pathway {
    Levels.check(level);
    steps = List.copyOf(steps);
    if (steps.size() < 2
        || new HashSet<>(steps).size() < steps.size()
        || steps.stream().anyMatch(s -> s.isBlank() || s.contains("→"))) {
      throw EvidenceCode.STAGE_UNKNOWN.with("list without two distinct steps");
    }
  }

  private List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i < steps.size(); i++) {
      spans.add(new Span(i - 1, i));
    }
    if (steps.size() > 2) {
      spans.add(new Span(0, steps.size() - 1));
    }
    return spans;
  }

  private String name(Span span) {
    return steps.get(span.from) + " → " + steps.get(span.to);
  }

  @Override
  public PathwayPartial empty() {
    TreeMap<String, EventTable> tables = new TreeMap<>();
    spans().forEach(span -> tables.put(name(span), EventTable.empty()));
    return new PathwayPartial(tables);
  }

  @Override
  public Accumulator<PathwayRow, PathwayPartial> accumulator() {
    List<Span> spans = spans();
    List<EventTableBuilder> builders = new ArrayList<>();
    spans.forEach(span -> builders.add(new EventTableBuilder()));
    return new Accumulator<>() {
      @Override
      public void add(PathwayRow row) {
        if (row.days().size() != steps.size()) {
          throw EvidenceCode.STAGE_UNKNOWN.with("list of " + row.days().size() + " days");
        }
        for (int i = 0; i < spans.size(); i++) {
          OptionalDouble from = row.days().get(spans.get(i).from);
          OptionalDouble to = row.days().get(spans.get(i).to);
          if (from.isPresent()) {
            double end = to.orElse(row.lastKnownDay());
            builders.get(i).add(row.site(), 0, end - from.getAsDouble(), to.isPresent());
          }
        }
      }

      @Override
      public PathwayPartial partial() {
        TreeMap<String, EventTable> tables = new TreeMap<>();
        for (int i = 0; i < spans.size(); i++) {
          tables.put(name(spans.get(i)), builders.get(i).partial());
        }
        return new PathwayPartial(tables);
      }
    };
  }

  @Override
  public Finding<PathwayResult> finish(PathwayPartial partial) {
    PathwayPartial checked = empty().merge(partial);
    KaplanMeier kaplanMeier = new KaplanMeier(level, ConfidenceBand.LOG_LOG);
    TreeMap<String, Finding<SurvivalCurve>> intervals = new TreeMap<>();
    checked.intervals().forEach((n, table) -> intervals.put(n, kaplanMeier.finish(table)));
    List<Span> spans = spans();
    EventTable whole = checked.intervals().get(name(spans.get(spans.size() - 1)));
    if (intervals.values().stream().allMatch(NoData.class::isInstance)) {
      return new NoData<>(METHOD);
    }
    int sites = (int) whole.bySite().values().stream().filter(c -> c.n() > 0).count();
    List<String> warnings = new ArrayList<>();
    if (whole.events() < whole.n() / 2.0) {
      warnings.add("Fewer than half have passed the last step: later quantiles are not reached.");
    }
    return new Estimated<>(
        new PathwayResult(
            new Basis(
                whole.n(), whole.events(), sites, "persons; days", METHOD, List.of(), warnings),
            intervals));
  }
}
