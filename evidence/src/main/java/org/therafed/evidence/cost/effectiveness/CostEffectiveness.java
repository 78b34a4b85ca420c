package org.therafed.evidence.cost.effectiveness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.evidence.cost.censored.CensoredCost;
import org.therafed.evidence.cost.censored.CensoredCostResult;
import org.therafed.evidence.cost.censored.CensoredCostTable;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Cost and effect of the treated against control: partitioned means of Bang &amp; Tsiatis for both
 * and restricted mean life-years. {@link #tables} is additive over sites, also for bootstrap
 * replicates.
 *
 * @param frame what the numbers mean
 * @param ties who is at risk of censoring when others die
 * @param level confidence level
 */
public record CostEffectiveness(CostFrame frame, TieConvention ties, double level) {
  private static final Method METHOD =
      new Method(
          "Incremental cost-effectiveness under censoring, Poisson bootstrap",
          "Bang & Tsiatis 2000, Biometrika 87:329; Hanley & MacGibbon 2006, Comput Methods"
              + " Programs Biomed 83:57");

  public CostEffectiveness {
    Levels.check(level);
  }

  CensoredCost cost() {
    return new CensoredCost(frame.intervals(), ties, frame.currency(), level);
  }

  private CensoredCost effect() {
    return new CensoredCost(frame.intervals(), ties, "a", level);
  }

  /** The tables of rows, each counted once. */
  public ArmTables tables(List<OutcomeRow> rows) {
    long[] once = new long[rows.size()];
    Arrays.fill(once, 1);
    return tables(rows, once);
  }

  /** The tables of a bootstrap replicate; those of all sites merged are the pooled replicate's. */
  public ArmTables replicate(List<OutcomeRow> rows, BootstrapWeights weights, int replicate) {
    return tables(
        rows, rows.stream().mapToLong(row -> weights.weight(row.key(), replicate)).toArray());
  }

  /**
   * The tables of rows that count several times or not at all.
   *
   * @param weights by row, 0 or more
   */
  public ArmTables tables(List<OutcomeRow> rows, long[] weights) {
    if (weights.length != rows.size()) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(weights.length + " weights of " + rows.size());
    }
    return new ArmTables(
        frame,
        table(cost(), rows, weights, true, false),
        table(effect(), rows, weights, true, true),
        table(cost(), rows, weights, false, false),
        table(effect(), rows, weights, false, true));
  }

  private static CensoredCostTable table(
      CensoredCost of, List<OutcomeRow> rows, long[] weights, boolean treated, boolean effect) {
    List<CostHistory> histories = new ArrayList<>();
    List<Long> counted = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      OutcomeRow row = rows.get(i);
      if (row.treated() == treated) {
        histories.add(effect ? row.effect() : row.cost());
        counted.add(weights[i]);
      }
    }
    return of.weightedPartialOf(histories, counted.stream().mapToLong(Long::longValue).toArray());
  }

  /** Mean cost and mean effect of the treated; empty if there is nobody. */
  Optional<double[]> treatedMeans(ArmTables tables) {
    return cost()
        .finish(tables.treatedCost())
        .result()
        .map(
            ofCost ->
                new double[] {
                  ofCost.partitioned(),
                  effect().finish(tables.treatedEffect()).result().orElseThrow().partitioned()
                });
  }

  /** The increment; empty if an arm has nobody, or nobody who died or reached the horizon. */
  public Optional<Increment> increment(ArmTables tables) {
    frame.same(tables.frame());
    Optional<CensoredCostResult> treatedCost = cost().finish(tables.treatedCost()).result();
    Optional<CensoredCostResult> controlCost = cost().finish(tables.controlCost()).result();
    if (treatedCost.isEmpty() || controlCost.isEmpty()) {
      return Optional.empty();
    }
    CensoredCostResult treatedEffect =
        effect().finish(tables.treatedEffect()).result().orElseThrow();
    CensoredCostResult controlEffect =
        effect().finish(tables.controlEffect()).result().orElseThrow();
    return Optional.of(
        new Increment(
            treatedCost.get().partitioned() - controlCost.get().partitioned(),
            treatedEffect.partitioned() - controlEffect.partitioned(),
            yearsLived(tables.treatedCost()) - yearsLived(tables.controlCost())));
  }

  private double yearsLived(CensoredCostTable table) {
    return table.yearsLived(frame.effectDiscount(), CostFrame.YEAR_DAYS);
  }

  /**
   * The result from merged tables and replicates.
   *
   * @param tables of all sites merged
   * @param replicates increments of the bootstrap: by {@link Bootstrap}, or of merged replicate
   *     tables
   * @param lambdas willingness to pay per quality-adjusted year
   */
  public Finding<CostEffectivenessResult> finish(
      ArmTables tables, List<Increment> replicates, List<Double> lambdas) {
    Optional<Increment> increment = increment(tables);
    long persons = tables.treatedCost().persons() + tables.controlCost().persons();
    if (persons == 0) {
      return new NoData<>(METHOD);
    }
    if (increment.isEmpty()) {
      return new NotEstimable<>(
          METHOD, "an arm has nobody who died or was followed to the horizon");
    }
    if (replicates.size() < 2) {
      return new NotEstimable<>(METHOD, "fewer than two bootstrap replicates");
    }
    ValueForMoney value = new ValueForMoney(replicates);
    FiellerSet ratio = value.fieller(increment.get(), level);
    return new Estimated<>(
        new CostEffectivenessResult(
            basis(tables, value, ratio), frame, increment.get(), value, level, lambdas));
  }

  private Basis basis(ArmTables tables, ValueForMoney value, FiellerSet ratio) {
    CensoredCostResult treated = cost().finish(tables.treatedCost()).result().orElseThrow();
    CensoredCostResult control = cost().finish(tables.controlCost()).result().orElseThrow();
    Set<String> sites = new TreeSet<>(tables.treatedCost().personsBySite().keySet());
    sites.addAll(tables.controlCost().personsBySite().keySet());
    List<String> warnings = new ArrayList<>();
    treated.warnings().forEach(warning -> warnings.add("treated: " + warning));
    control.warnings().forEach(warning -> warnings.add("control: " + warning));
    if (!value.quadrants().single()) {
      warnings.add("bootstrap replicates cross quadrants: no interval of the ratio is given");
    }
    ratio.unbounded().ifPresent(warnings::add);
    return new Basis(
        treated.n() + control.n(),
        treated.events() + control.events(),
        sites.size(),
        "persons; " + frame.text(),
        METHOD,
        List.of(value.replicates().size() + " bootstrap replicates"),
        warnings);
  }
}
