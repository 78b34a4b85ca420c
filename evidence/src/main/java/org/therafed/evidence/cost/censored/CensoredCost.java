package org.therafed.evidence.cost.censored;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.therafed.evidence.partial.NotEstimable;

/**
 * Mean amount per person up to a horizon when follow-up is censored; plain means over all or over
 * complete cases are biased, for the cost of those still followed is unknown and the complete die
 * early. Assumes that censoring does not depend on cost. Where everybody was censored there is no
 * estimate. {@link CostJackknife} gives standard errors to all four estimators by a second pass.
 *
 * @param intervals declared before the data; the end of the last is the horizon
 * @param ties who is at risk of censoring when others die
 * @param unit ISO 4217 currency, or the UCUM code of what is summed
 * @param level confidence level
 */
public record CensoredCost(CostIntervals intervals, TieConvention ties, String unit, double level)
    implements Estimator<CostHistory, CensoredCostTable, CensoredCostResult> {
  private static final Method METHOD =
      new Method(
          "Mean cost under censoring, by survival and by inverse probability of censoring",
          "Lin et al. 1997, Biometrics 53:419; Bang & Tsiatis 2000, Biometrika 87:329");

  /** How far the weights of complete cases may be from n by rounding. */
  private static final double ROUNDING = 1e-9;

  public CensoredCost {
    Levels.check(level);
  }

  @Override
  public CensoredCostTable empty() {
    return CensoredCostTable.empty(intervals, unit);
  }

  @Override
  public Accumulator<CostHistory, CensoredCostTable> accumulator() {
    return new Sums();
  }

  @Override
  public Finding<CensoredCostResult> finish(CensoredCostTable merged) {
    // Merging with the identity refuses other intervals and other units.
    CensoredCostTable partial = empty().merge(merged).tied();
    long persons = partial.persons();
    if (persons == 0) {
      return new NoData<>(METHOD);
    }
    if (partial.completeCases() == 0) {
      return new NotEstimable<>(METHOD, "nobody died or was followed to the horizon");
    }
    ExitCurves curves = new ExitCurves(partial, ties);
    Weighting weighting = new Weighting(partial, curves);
    List<String> checks = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    if (Math.abs(weighting.sum() - persons) <= ROUNDING * persons) {
      checks.add("weights of complete cases sum to n");
    } else if (ties == TieConvention.DEATHS_FIRST) {
      warnings.add(
          "nobody is followed to the horizon: the weights of complete cases do not sum to n;"
              + " declare a shorter horizon");
    } else {
      warnings.add("with this tie convention the weights of complete cases do not sum to n");
    }
    Basis basis =
        new Basis(
            persons,
            CensoredCostTable.persons(partial.deaths()),
            partial.personsBySite().size(),
            "persons; " + unit + " per person up to day " + intervals.horizon(),
            METHOD,
            checks,
            warnings);
    return new Estimated<>(CensoredCostResult.of(basis, this, partial, curves, weighting));
  }

  /**
   * The partial of rows that count several times or not at all, as in a bootstrap.
   *
   * @param weights by row, 0 or more
   */
  public CensoredCostTable weightedPartialOf(List<CostHistory> rows, long[] weights) {
    Sums sums = new Sums();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sums.add(rows.get(i), weights[i]);
      }
    }
    return sums.partial();
  }

  private final class Sums implements Accumulator<CostHistory, CensoredCostTable> {
    private final Map<Double, Exit> deaths = new HashMap<>();
    private final Map<Double, Exit> censored = new HashMap<>();
    private final Exit reached = new Exit(intervals.size());
    private final SortedMap<String, Long> bySite = new TreeMap<>();

    @Override
    public void add(CostHistory row) {
      add(row, 1);
    }

    void add(CostHistory row, long weight) {
      if (row.size() != intervals.size()) {
        throw EvidenceCode.COST_INTERVALS.with(row.size() + " amounts");
      }
      exit(row).add(row, weight);
      bySite.merge(row.site(), weight, Long::sum);
    }

    private Exit exit(CostHistory row) {
      if (row.timeDays() >= intervals.horizon()) {
        return reached;
      }
      return (row.died() ? deaths : censored)
          .computeIfAbsent(row.timeDays(), day -> new Exit(intervals.size()));
    }

    @Override
    public CensoredCostTable partial() {
      return new CensoredCostTable(
          intervals, unit, sums(deaths), sums(censored), reached.sums(), bySite);
    }

    private static SortedMap<Double, ExitSums> sums(Map<Double, Exit> exits) {
      TreeMap<Double, ExitSums> sums = new TreeMap<>();
      exits.forEach((day, exit) -> sums.put(day, exit.sums()));
      return sums;
    }
  }

  private static final class Exit {
    private long persons;
    private final double[] amounts;
    private double squares;

    Exit(int intervals) {
      amounts = new double[intervals];
    }

    void add(CostHistory row, long weight) {
      persons += weight;
      for (int k = 0; k < amounts.length; k++) {
        amounts[k] += weight * row.amount(k);
      }
      double total = row.total();
      squares += weight * total * total;
    }

    ExitSums sums() {
      return new ExitSums(persons, Arrays.stream(amounts).boxed().toList(), squares);
    }
  }
}
