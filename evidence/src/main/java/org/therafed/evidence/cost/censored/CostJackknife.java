package org.therafed.evidence.cost.censored;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Standard errors and normal intervals of all four estimators of mean cost under censoring, by the
 * delete-one jackknife √((n − 1)/n · Σ(θ₋ᵢ − mean)²) as a second pass: every source is shown the
 * merged table of the first, and answers with moments of the estimates that leave out each of its
 * persons in turn. Costs O(intervals + log days) per person. An estimator that has no value without
 * somebody has no standard error.
 *
 * @param cost the question of the first pass
 * @param table merged over all sources in the first pass
 * @see <a href="https://doi.org/10.1214/aos/1176345462">Efron &amp; Stein 1981</a>
 */
public record CostJackknife(CensoredCost cost, CensoredCostTable table)
    implements Estimator<CostHistory, JackknifeMoments, JackknifeResult> {
  private static final Method METHOD =
      new Method(
          "Mean cost under censoring, delete-one jackknife",
          "Lin et al. 1997, Biometrics 53:419; Bang & Tsiatis 2000, Biometrika 87:329; Efron &"
              + " Stein 1981, Ann Stat 9:586");

  public CostJackknife {
    Objects.requireNonNull(cost, "cost");
    // Merging with the identity refuses other intervals and other units.
    table = cost.empty().merge(table);
  }

  @Override
  public JackknifeMoments empty() {
    return new JackknifeMoments(0, Map.of());
  }

  @Override
  public Accumulator<CostHistory, JackknifeMoments> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<JackknifeResult> finish(JackknifeMoments partial) {
    long n = table.persons();
    if (partial.persons() != n) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(
          partial.persons() + " persons in the second pass, " + n + " in the first");
    }
    if (n == 0) {
      return new NoData<>(METHOD);
    }
    EnumMap<CostMethod, JackknifeResult.Mean> byMethod = new EnumMap<>(CostMethod.class);
    new LeaveOneOut(table, cost.ties())
        .means()
        .forEach(
            (method, mean) -> {
              AmountMoments left = partial.byMethod().get(method);
              if (n > 1 && left.n() == n) {
                byMethod.put(method, mean(mean, left.m2() * ((double) (n - 1) / n)));
              }
            });
    if (byMethod.isEmpty()) {
      return new NotEstimable<>(METHOD, "every estimate hangs on one person");
    }
    CensoredCostResult first = cost.finish(table).result().orElseThrow();
    List<String> warnings = new ArrayList<>(first.warnings());
    if (byMethod.size() < CostMethod.values().length) {
      warnings.add("no standard error where an estimate hangs on one person");
    }
    if (first.completeCases() < 30) {
      warnings.add("fewer than 30 complete cases: normal intervals may be too narrow");
    }
    Basis basis =
        new Basis(
            n,
            first.events(),
            first.sites(),
            first.basis().unit(),
            METHOD,
            first.checks(),
            warnings);
    return new Estimated<>(new JackknifeResult(basis, cost.unit(), byMethod));
  }

  private JackknifeResult.Mean mean(double mean, double variance) {
    double error = Math.sqrt(variance);
    double half = Levels.z(cost.level()) * error;
    return new JackknifeResult.Mean(
        mean, error, new Interval(mean - half, mean + half, cost.level()));
  }

  private final class Tally implements Accumulator<CostHistory, JackknifeMoments> {
    private final LeaveOneOut all = new LeaveOneOut(table, cost.ties());
    private final Map<CostMethod, AmountMoments.Running> moments = new EnumMap<>(CostMethod.class);
    private long persons;

    @Override
    public void add(CostHistory row) {
      if (row.size() != cost.intervals().size()) {
        throw EvidenceCode.COST_INTERVALS.with(row.size() + " amounts");
      }
      persons++;
      all.without(row, cost.intervals())
          .forEach(
              (method, mean) ->
                  moments.computeIfAbsent(method, m -> new AmountMoments.Running()).add(mean));
    }

    @Override
    public JackknifeMoments partial() {
      EnumMap<CostMethod, AmountMoments> byMethod = new EnumMap<>(CostMethod.class);
      moments.forEach((method, running) -> byMethod.put(method, running.moments()));
      return new JackknifeMoments(persons, byMethod);
    }
  }
}
