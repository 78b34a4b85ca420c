package org.therafed.evidence.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * Weighted Kaplan–Meier, S(t) = ∏ (1 − d/n) with d and n sums of weights, under right censoring and
 * left truncation. The robust variance is the infinitesimal jackknife Σ (w u)² over rows, u(t) =
 * −S(t) Σ_{s≤t} (dN − Y d/n)/(n − d) the influence of one row; weights are taken as known, so the
 * variance does not account for estimating them. Rows that belong together by cluster need a second
 * round: {@link ClusteredKaplanMeier}.
 *
 * <p>Assumes that, given the weights, censoring and late entry are independent of the event. Times
 * are days.
 *
 * @param level confidence level of limits, such as 0.95
 * @param band scale of the pointwise interval
 * @param variance robust for sampling weights; Greenwood is right for frequency weights only
 * @see <a href="https://doi.org/10.1002/sim.2174">Xie &amp; Liu 2005</a>
 */
public record WeightedKaplanMeier(double level, ConfidenceBand band, WeightedVariance variance)
    implements Estimator<WeightedRow, WeightedTable, WeightedCurve> {

  private static final String SOURCE =
      "Xie & Liu 2005, Stat Med 24:3089; variance: Greenwood 1926, or Reid 1981, Ann Stat 9:78";

  public WeightedKaplanMeier {
    Levels.check(level);
    Objects.requireNonNull(band, "band");
    Objects.requireNonNull(variance, "variance");
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "Weighted Kaplan–Meier, " + variance.label() + ", " + band.label() + " interval", SOURCE);
  }

  @Override
  public WeightedTable empty() {
    return WeightedTable.empty();
  }

  @Override
  public Accumulator<WeightedRow, WeightedTable> accumulator() {
    return new WeightedTableBuilder();
  }

  @Override
  public Finding<WeightedCurve> finish(WeightedTable table) {
    if (table.n() == 0) {
      return new NoData<>(method());
    }
    WeightedSets sets = new WeightedSets(table);
    if (massOf(table) == 0) {
      return new NotEstimable<>(method(), "All weights are 0.");
    }
    double[] survivalVariance;
    double[] hazardVariance;
    if (variance == WeightedVariance.ROBUST) {
      survivalVariance = Influence.variance(table, sets, sets.survivalJumps());
      hazardVariance = Influence.variance(table, sets, sets.hazardJumps());
    } else {
      survivalVariance = sets.compensator(sets.survivalJumps());
      hazardVariance = sets.compensator(sets.hazardJumps());
    }
    return new Estimated<>(
        curve(
            table,
            sets,
            survivalVariance,
            hazardVariance,
            areas ->
                variance == WeightedVariance.ROBUST
                    ? Influence.areaVariance(table, sets, sets.survivalJumps(), areas)
                    : greenwoodAreaVariance(sets, areas)));
  }

  WeightedCurve curve(
      WeightedTable table,
      WeightedSets sets,
      double[] survivalVariance,
      double[] hazardVariance,
      WeightedCurve.AreaVariance areaVariance) {
    double[] survival = new double[sets.times.length];
    double s = 1;
    boolean emptied = false;
    for (int k = 0; k < survival.length; k++) {
      if (sets.events[k] > 0) {
        s = sets.staying[k] > 0 ? s * sets.staying[k] / sets.atRisk[k] : 0;
      }
      emptied |= s == 0 && k + 1 < survival.length;
      survival[k] = s;
    }
    long events = table.bySite().values().stream().mapToLong(EventTable.SiteCount::events).sum();
    int sites = (int) table.bySite().values().stream().filter(c -> c.n() > 0).count();
    Basis basis =
        new Basis(
            table.n(),
            events,
            sites,
            "rows; survival probability by days",
            method(),
            List.of(),
            warnings(events, emptied, table));
    CurveShape shape = new CurveShape(sets.times, survival, survivalVariance, band, level);
    return new WeightedCurve(basis, table, sets, shape, hazardVariance, areaVariance);
  }

  private List<String> warnings(long events, boolean emptied, WeightedTable table) {
    List<String> warnings = new ArrayList<>();
    if (events < 10) {
      warnings.add("Fewer than 10 events: intervals are approximate.");
    }
    if (emptied) {
      warnings.add(
          "All at risk had the event before the last entry: the curve is 0 from there on.");
    }
    if (variance == WeightedVariance.ROBUST) {
      warnings.add("Weights are taken as known: the variance leaves out that of estimating them.");
    } else if (!whole(table)) {
      warnings.add(
          "Greenwood's variance takes the weights for counts, and they are no whole numbers: use"
              + " the robust one.");
    }
    return warnings;
  }

  private static boolean whole(WeightedTable table) {
    for (int i = 0; i < table.size(); i++) {
      if (table.weight(i) != Math.rint(table.weight(i))) {
        return false;
      }
    }
    return true;
  }

  private static double massOf(WeightedTable table) {
    double mass = 0;
    for (int i = 0; i < table.size(); i++) {
      mass += table.weight(i);
    }
    return mass;
  }

  private static double greenwoodAreaVariance(WeightedSets sets, double[] areas) {
    double sum = 0;
    for (int k = 0; k < areas.length; k++) {
      if (sets.events[k] > 0 && sets.staying[k] > 0) {
        sum += areas[k] * areas[k] * sets.events[k] / (sets.atRisk[k] * sets.staying[k]);
      }
    }
    return sum;
  }
}
