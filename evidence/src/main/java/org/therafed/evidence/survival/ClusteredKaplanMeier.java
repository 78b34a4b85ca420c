package org.therafed.evidence.survival;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;

/**
 * The second round of a weighted Kaplan–Meier curve whose rows come in clusters, which may be
 * spread over sites. The first round is the merged {@link WeightedTable}; here each source answers
 * with the summed influence of its rows by cluster and step, which add over sources before they are
 * squared: Var log S(t) = Σ_c (Σ_{i in c} w u(t))². No small-sample factor.
 *
 * <p>Assumes independent clusters; with few of them the variance is too small, and the result warns
 * below 20. A cluster that was not declared is refused by the source.
 */
public final class ClusteredKaplanMeier implements IterativeFit<WeightedCurve> {
  static final String MODEL = "kaplan-meier/cluster";
  static final String STAGE = "influence";

  /** Fewer clusters than this make the sandwich variance too small to rely on. */
  private static final int FEW_CLUSTERS = 20;

  private final WeightedKaplanMeier estimator;
  private final WeightedTable pooled;
  private final List<String> clusters;
  private final WeightedSets sets;
  private Finding<WeightedCurve> finding;

  /**
   * The fit over the merged first round.
   *
   * @param estimator with the robust variance
   * @param pooled merged over all sources
   * @param clusters all labels, each once, in the order of the sums
   */
  public ClusteredKaplanMeier(
      WeightedKaplanMeier estimator, WeightedTable pooled, List<String> clusters) {
    if (estimator.variance() != WeightedVariance.ROBUST) {
      throw EvidenceCode.CLUSTER_IMPOSSIBLE.with("Greenwood variance");
    }
    if (new LinkedHashSet<>(clusters).size() != clusters.size()) {
      throw EvidenceCode.CLUSTER_IMPOSSIBLE.with("a label declared twice");
    }
    this.estimator = estimator;
    this.pooled = pooled;
    this.clusters = List.copyOf(clusters);
    this.sets = new WeightedSets(pooled);
    Finding<WeightedCurve> byRow = estimator.finish(pooled);
    this.finding = byRow.result().isPresent() ? null : byRow;
  }

  /** No: each cluster has sums of its own. */
  @Override
  public boolean pooled() {
    return false;
  }

  /** None: the curve is the first round's, this one adds its variance. */
  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public Optional<RoundRequest> next() {
    if (finding != null) {
      return Optional.empty();
    }
    List<Double> parameters = new ArrayList<>();
    for (double[] column :
        new double[][] {
          sets.times,
          sets.survivalJumps(),
          sets.compensator(sets.survivalJumps()),
          sets.hazardJumps(),
          sets.compensator(sets.hazardJumps())
        }) {
      for (double value : column) {
        parameters.add(value);
      }
    }
    return Optional.of(
        new RoundRequest(RoundRequest.VERSION, MODEL, clusters, 1, STAGE, parameters));
  }

  @Override
  public void take(RoundSums total) {
    int steps = sets.times.length;
    if (total.size() != 2 * clusters.size() * steps) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums");
    }
    double[] survival = new double[steps];
    double[] hazard = new double[steps];
    for (int c = 0; c < clusters.size(); c++) {
      for (int k = 0; k < steps; k++) {
        double u = total.get((2 * c) * steps + k);
        double v = total.get((2 * c + 1) * steps + k);
        survival[k] += u * u;
        hazard[k] += v * v;
      }
    }
    WeightedCurve curve =
        estimator.curve(pooled, sets, survival, hazard, areas -> areaVariance(total, areas));
    List<String> warnings = new ArrayList<>();
    if (clusters.size() < FEW_CLUSTERS) {
      warnings.add(
          clusters.size() + " clusters: with fewer than 20 the robust variance is too small.");
    }
    finding = new Estimated<>(curve.with(warnings));
  }

  /** The restricted mean is the sum of S × width, so its influence is that of log S × S × width. */
  private double areaVariance(RoundSums total, double[] areas) {
    int steps = sets.times.length;
    double sum = 0;
    for (int c = 0; c < clusters.size(); c++) {
      double u = 0;
      for (int k = 0; k < areas.length; k++) {
        double width = areas[k] - (k + 1 < areas.length ? areas[k + 1] : 0);
        u += total.get(2 * c * steps + k) * width;
      }
      sum += u * u;
    }
    return sum;
  }

  @Override
  public Finding<WeightedCurve> finding() {
    if (finding == null) {
      throw new IllegalStateException("the round is still to be answered");
    }
    return finding;
  }
}
