package org.therafed.evidence.cost.effectiveness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
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
    return new PairTotals(new TreeMap<>(), new TreeMap<>());
  }

  @Override
  public Accumulator<OutcomeRow, PairTotals> accumulator() {
    return new Sums();
  }

  @Override
  public Finding<FiellerResult> finish(PairTotals partial) {
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
    double z = Levels.z(level);
    double a = effect * effect - z * z * effectVariance;
    double b = cost * effect - z * z * covariance;
    double discriminant = b * b - a * (cost * cost - z * z * costVariance);
    boolean bounded = a > 0 && discriminant >= 0;
    List<String> warnings = new ArrayList<>();
    warnings.add("censoring is not accounted for");
    if (!bounded) {
      warnings.add("the interval is unbounded: the difference in effect is not told from 0");
    }
    Set<String> sites = new TreeSet<>(partial.treated().keySet());
    sites.addAll(partial.control().keySet());
    Basis basis =
        new Basis(
            treated.n() + control.n(),
            0,
            sites.size(),
            "persons; perspective: " + frame.perspective() + ", prices of " + frame.priceYear(),
            METHOD,
            List.of(),
            warnings);
    double root = bounded ? Math.sqrt(discriminant) : 0;
    return new Estimated<>(
        new FiellerResult(
            basis,
            frame.currency(),
            cost,
            effect,
            costVariance,
            effectVariance,
            covariance,
            bounded ? OptionalDouble.of((b - root) / a) : OptionalDouble.empty(),
            bounded ? OptionalDouble.of((b + root) / a) : OptionalDouble.empty(),
            level));
  }

  private static final class Sums implements Accumulator<OutcomeRow, PairTotals> {
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
      return new PairTotals(treated, control);
    }
  }
}
