package org.therafed.evidence.cox;

/**
 * Each row's part of the score, w·∫(x − x̄)dM, summed by cluster: Therneau, Grambsch and Fleming
 * 1990, Biometrika 77:147, with Efron's shares among tied events. O(n·p + events·p) but for a
 * binary search by row.
 */
final class ScoreResiduals {
  private final CoxData data;
  private final boolean efron;
  private final double[] beta;

  ScoreResiduals(CoxData data, CoxModel model, double[] beta) {
    this.data = data;
    this.efron = model.ties() == Ties.EFRON;
    this.beta = beta;
  }

  /** Cluster sums, cluster by cluster, each of one number per covariate. */
  double[] byCluster() {
    int width = data.width;
    RiskSweep sweep = new RiskSweep(data);
    sweep.at(beta);
    double[] sums = new double[data.clusters * width];
    Hazards hazards = new Hazards(data, efron);
    for (int s = 0; s + 1 < data.start.length; s++) {
      hazards.clear();
      sweep.stratum(s, hazards);
      hazards.accumulate();
      for (int i = data.start[s]; i < data.start[s + 1]; i++) {
        add(hazards, i, sweep.risk[i], sums);
      }
    }
    return sums;
  }

  private void add(Hazards hazards, int i, double risk, double[] sums) {
    int width = data.width;
    // Places of the last event time up to the row's end, and up to its entry; 0 for none.
    int last = hazards.upTo(data.exit[i]);
    int before = data.entry[i] < 0 ? 0 : hazards.upTo(data.entry[i]);
    boolean died = data.event[i] != 0;
    int full = died ? last - 1 : last;
    double w = data.weight[i];
    double hazard = hazards.hazard[full] - hazards.hazard[before];
    if (died) {
      hazard += hazards.own[last];
    }
    int to = data.cluster[i] * width;
    for (int k = 0; k < width; k++) {
      double x = data.x[i * width + k];
      double mean = hazards.weighted[full * width + k] - hazards.weighted[before * width + k];
      double observed = 0;
      if (died) {
        mean += hazards.ownWeighted[last * width + k];
        observed = x - hazards.mean[last * width + k];
      }
      sums[to + k] += w * (observed - risk * (x * hazard - mean));
    }
  }
}
