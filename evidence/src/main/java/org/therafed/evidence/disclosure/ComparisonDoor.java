package org.therafed.evidence.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.pooling.PooledEstimate;
import org.therafed.evidence.survival.test.LogRankResult;
import org.therafed.evidence.table.Cells;
import org.therafed.evidence.table.StratifiedOddsResult;
import org.therafed.evidence.table.TwoProportionsResult;

/**
 * The rules for groups compared: no small cell among events and non-events of any group, and
 * numbers from which none follows.
 */
final class ComparisonDoor {
  private static final int EVENTS_PER_PARAMETER = 10;

  private ComparisonDoor() {}

  /**
   * Both proportions as a response rate of its arm, and their difference made of what is printed:
   * ratios, tests and other intervals of the same four cells would together solve for them.
   */
  static Verdict judge(TwoProportionsResult result, Coarsening whole, DisclosurePolicy policy) {
    Cells cells = result.cells();
    double level = result.difference().newcombe().level();
    Optional<DisclosedProportion> first = arm(cells.a(), cells.n1(), level, policy);
    Optional<DisclosedProportion> second = arm(cells.c(), cells.n2(), level, policy);
    if (first.isEmpty() || second.isEmpty()) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    Figures figures = new Figures(result, whole);
    figures.add("proportion", Map.of("arm", "first"), first);
    figures.add("proportion", Map.of("arm", "second"), second);
    DisclosedProportion one = first.get();
    DisclosedProportion two = second.get();
    double difference = one.value() - two.value();
    // Newcombe's hybrid of the printed limits, which cover every table that prints the same.
    double below = Math.hypot(one.value() - one.lower(), two.upper() - two.value());
    double above = Math.hypot(one.upper() - one.value(), two.value() - two.lower());
    figures.add(
        "risk difference",
        Map.of(),
        Math.round(difference * 1000) / 1000.0,
        Math.max(-1, Math.floor((difference - below) * 1000) / 1000),
        Math.min(1, Math.ceil((difference + above) * 1000) / 1000),
        level,
        "1");
    return figures.verdict();
  }

  private static Optional<DisclosedProportion> arm(
      long x, long n, double level, DisclosurePolicy policy) {
    return n < policy.armMinimum()
        ? Optional.empty()
        : Coarsening.of(n, policy.armMinimum(), policy).flatMap(c -> c.proportion(x, n, level));
  }

  /** The common odds ratio and its test, if no cell of the strata together is small. */
  static Verdict judge(StratifiedOddsResult result, Coarsening whole, DisclosurePolicy policy) {
    Cells cells = result.total();
    for (long cell : new long[] {cells.a(), cells.b(), cells.c(), cells.d()}) {
      if (policy.small(cell)) {
        return Verdict.withheld(WithheldReason.SMALL_CELL);
      }
    }
    Figures figures = new Figures(result, whole);
    figures.addEffect(result.oddsRatio().estimate("common odds ratio"));
    figures.addEffect(
        Estimate.of("p-value", result.test().pValue(), "1").at("test", "Cochran–Mantel–Haenszel"));
    return figures.verdict();
  }

  /** The pooled effect and where a further site's is expected; nothing of a single site. */
  static Verdict judge(PooledEstimate result, Coarsening whole, DisclosurePolicy policy) {
    if (policy.small(result.events()) || policy.small(result.n() - result.events())) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    Figures figures = new Figures(result, whole);
    figures.addEffect(Estimate.of("pooled estimate", result.estimate(), result.interval(), "1"));
    result
        .prediction()
        .ifPresent(
            p ->
                figures.addEffect(
                    Estimate.of("estimate of a further site", result.estimate(), p, "1")));
    figures.addEffect(Estimate.of("p-value", result.pValue(), "1"));
    return figures.verdict();
  }

  /** The test and Peto's ratio; observed and expected events would give the events away. */
  static Verdict judge(LogRankResult result, Coarsening whole, DisclosurePolicy policy) {
    if (result.events() < (long) EVENTS_PER_PARAMETER * result.df()) {
      return Verdict.withheld(WithheldReason.TOO_MANY_PARAMETERS);
    }
    for (LogRankResult.Group group : result.groups()) {
      List<Long> cells = List.of(group.n(), group.events(), group.n() - group.events());
      if (cells.stream().anyMatch(policy::small)) {
        return Verdict.withheld(WithheldReason.SMALL_CELL);
      }
    }
    Figures figures = new Figures(result, whole);
    figures.addEffect(Estimate.of("p-value", result.pValue(), "1").at("test", "log-rank"));
    String group = result.groups().get(0).label();
    result
        .petoRatio(group)
        .ifPresent(
            peto ->
                figures.addEffect(
                    Estimate.of("Peto hazard ratio", peto.hazardRatio(), peto.interval(), "1")
                        .at("group", group)));
    return figures.verdict();
  }
}
