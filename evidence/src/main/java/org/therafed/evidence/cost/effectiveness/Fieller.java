package org.therafed.evidence.cost.effectiveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Fieller's interval of cost per unit of effect: the ratios that a normal test at this level does
 * not refuse. With a small difference in effect that set is no interval, and then no limit is
 * given. Over totals as observed: censoring is not accounted for, so it is for complete follow-up.
 *
 * @param frame what the numbers mean
 * @param level confidence level
 */
public record Fieller(CostFrame frame, double level)
    implements Estimator<OutcomeRow, PairTotals, FiellerResult> {
  private static final Method METHOD =
      new Method(
          "Fieller interval of the cost-effectiveness ratio, totals as observed",
          "Fieller 1954, J R Stat Soc B 16:175; Willan & O'Brien 1996, Health Econ 5:297");

  public Fieller {
    Levels.check(level);
  }

  @Override
  public PairTotals empty() {
    return new PairTotals(frame, new TreeMap<>(), new TreeMap<>());
  }

  @Override
  public Accumulator<OutcomeRow, PairTotals> accumulator() {
    return new Sums();
  }

  @Override
  public Finding<FiellerResult> finish(PairTotals partial) {
    frame.same(partial.frame());
    PairMoments treated = PairTotals.pooled(partial.treated());
    PairMoments control = PairTotals.pooled(partial.control());
    if (treated.n() + control.n() == 0) {
      return new NoData<>(METHOD);
    }
    if (treated.n() < 2 || control.n() < 2) {
      return new NotEstimable<>(METHOD, "an arm has fewer than two persons");
    }
    double cost = treated.cost() - control.cost();
    double effect = treated.effect() - control.effect();
    double costVariance = treated.costVariance() + control.costVariance();
    double effectVariance = treated.effectVariance() + control.effectVariance();
    double covariance = treated.covariance() + control.covariance();
    FiellerSet set = FiellerSet.of(cost, effect, costVariance, effectVariance, covariance, level);
    List<String> warnings = new ArrayList<>();
    warnings.add("censoring is not accounted for");
    set.unbounded().ifPresent(warnings::add);
    Set<String> sites = new TreeSet<>(partial.treated().keySet());
    sites.addAll(partial.control().keySet());
    Basis basis =
        new Basis(
            treated.n() + control.n(),
            0,
            sites.size(),
            "persons; " + frame.text(),
            METHOD,
            List.of(),
            warnings);
    return new Estimated<>(
        new FiellerResult(
            basis, frame, cost, effect, costVariance, effectVariance, covariance, set, level));
  }

  private final class Sums implements Accumulator<OutcomeRow, PairTotals> {
    private final SortedMap<String, PairMoments> treated = new TreeMap<>();
    private final SortedMap<String, PairMoments> control = new TreeMap<>();

    @Override
    public void add(OutcomeRow row) {
      (row.treated() ? treated : control)
          .merge(
              row.cost().site(),
              PairMoments.of(row.cost().total(), row.effect().total()),
              PairMoments::plus);
    }

    @Override
    public PairTotals partial() {
      return new PairTotals(frame, treated, control);
    }
  }
}
