package org.therafed.evidence.cox;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cumulative baseline hazards by stratum, for covariates and offset 0. */
final class Baselines {
  private Baselines() {}

  static SortedMap<String, BaselineHazard> of(CoxData data, CoxModel model, double[] beta) {
    SortedMap<String, BaselineHazard> all = new TreeMap<>();
    RiskSweep sweep = new RiskSweep(data);
    sweep.at(beta);
    Hazards hazards = new Hazards(data, model.ties() == Ties.EFRON);
    for (int s = 0; s < data.stratumLabels.length; s++) {
      hazards.clear();
      sweep.stratum(s, hazards);
      hazards.accumulate();
      double shift = data.centre[s][data.width];
      for (int k = 0; k < data.width; k++) {
        shift += beta[k] * data.centre[s][k];
      }
      double factor = Math.exp(-shift);
      double[] times = new double[hazards.size()];
      double[] hazard = new double[times.length];
      for (int i = 0; i < times.length; i++) {
        times[i] = data.times[hazards.rank(i + 1)];
        hazard[i] = factor * hazards.hazard[i + 1];
      }
      if (Arrays.stream(hazard).allMatch(Double::isFinite)) {
        all.put(data.stratumLabels[s], new BaselineHazard(times, hazard));
      }
    }
    return all;
  }
}
