package org.therafed.evidence.cost.effectiveness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.cost.censored.CensoredCostResult;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Cost of one unit of effect in a single arm: per responder (an effect of 1 in the first interval),
 * per progression-free month (months free of progression by interval). Both means allow for
 * censoring. The rows are those of the treated; controls among them do not count.
 *
 * @param frame what the numbers mean
 * @param ties who is at risk of censoring when others die
 * @param effect its name, such as {@code responder}
 * @param level confidence level
 */
public record CostPerEffect(CostFrame frame, TieConvention ties, String effect, double level) {
  private static final Method METHOD =
      new Method(
          "Ratio of mean cost to mean effect under censoring, Poisson bootstrap",
          "Bang & Tsiatis 2000, Biometrika 87:329; Hanley & MacGibbon 2006, Comput Methods"
              + " Programs Biomed 83:57");

  /** Share of replicates without effect above which no interval is given. */
  private static final double MOST_WITHOUT = 0.001;

  public CostPerEffect {
    Levels.check(level);
  }

  /** Tables and replicates are made by it. */
  public CostEffectiveness question() {
    return new CostEffectiveness(frame, ties, level);
  }

  /** The ratio in tables; empty where there is nobody or no effect. */
  public OptionalDouble ratio(ArmTables tables) {
    return question()
        .treatedMeans(tables)
        .map(means -> ValueForMoney.ratio(means[0], Math.max(0, means[1])))
        .orElse(OptionalDouble.empty());
  }

  /**
   * The result from merged tables and replicates.
   *
   * @param replicates merged replicate tables
   */
  public Finding<CostPerEffectResult> finish(ArmTables tables, List<ArmTables> replicates) {
    frame.same(tables.frame());
    if (tables.treatedCost().persons() == 0) {
      return new NoData<>(METHOD);
    }
    OptionalDouble ratio = ratio(tables);
    if (ratio.isEmpty()) {
      return new NotEstimable<>(METHOD, "there is no effect to divide by");
    }
    double[] ratios =
        replicates.stream()
            .map(this::ratio)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    List<String> warnings = new ArrayList<>();
    boolean limits = ratios.length >= 2;
    if (replicates.size() - ratios.length > MOST_WITHOUT * replicates.size()) {
      limits = false;
      warnings.add("no interval: some bootstrap replicates have no effect to divide by");
    }
    CensoredCostResult cost = question().cost().finish(tables.treatedCost()).result().orElseThrow();
    warnings.addAll(cost.warnings());
    Basis basis =
        new Basis(
            cost.n(),
            cost.events(),
            cost.sites(),
            "persons; " + frame.text(),
            METHOD,
            List.of(ratios.length + " bootstrap replicates"),
            warnings);
    OptionalDouble none = OptionalDouble.empty();
    Interval interval = limits ? ValueForMoney.percentiles(ratios, level) : null;
    return new Estimated<>(
        new CostPerEffectResult(
            basis,
            frame,
            effect,
            ratio.getAsDouble(),
            limits ? OptionalDouble.of(interval.lower()) : none,
            limits ? OptionalDouble.of(interval.upper()) : none,
            level));
  }
}
