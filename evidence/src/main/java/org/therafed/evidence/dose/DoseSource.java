package org.therafed.evidence.dose;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/** Answers the rounds of {@link DoseEffectFit} from rows on primitive arrays. */
public final class DoseSource implements RoundSource {
  private final double[] dose;
  private final boolean[] effect;
  private final int[] cluster;
  private final int clusters;
  private final int sites;

  /** Holds the rows of whole sites: a course must not be split between two sources. */
  public DoseSource(List<DoseRow> rows) {
    dose = new double[rows.size()];
    effect = new boolean[rows.size()];
    cluster = new int[rows.size()];
    Map<String, Map<Long, Integer>> numbers = new HashMap<>();
    Set<String> labels = new HashSet<>();
    int next = 0;
    for (int i = 0; i < dose.length; i++) {
      DoseRow row = rows.get(i);
      labels.add(row.site());
      dose[i] = row.dose();
      effect[i] = row.effect();
      Map<Long, Integer> ofSite = numbers.computeIfAbsent(row.site(), s -> new HashMap<>());
      Integer known = ofSite.get(row.course());
      if (known == null) {
        known = next++;
        ofSite.put(row.course(), known);
      }
      cluster[i] = known;
    }
    clusters = next;
    sites = labels.size();
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    if (dose.length == 0) {
      return RoundSums.empty();
    }
    double[] at = request.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    return new RoundSums(
        switch (request.stage()) {
          case DoseEffectFit.CENTRE -> centre();
          case DoseEffectFit.SPREAD -> spread(at[0]);
          case DoseEffectFit.NEWTON -> newton(at);
          case DoseEffectFit.ROBUST -> robust(at);
          default -> throw EvidenceCode.ROUND_SHAPE.with("an unknown stage");
        });
  }

  @Override
  public double reach(RoundRequest request) {
    if (dose.length == 0 || request.parameters().size() < 4) {
      return 0;
    }
    DoubleSummaryStatistics doses = Arrays.stream(dose).summaryStatistics();
    double perUnit = request.parameters().get(3) / request.parameters().get(1);
    return Math.abs(perUnit) * (doses.getMax() - doses.getMin());
  }

  private double[] centre() {
    double sum = 0;
    double events = 0;
    for (int i = 0; i < dose.length; i++) {
      sum += dose[i];
      events += effect[i] ? 1 : 0;
    }
    return new double[] {sites, dose.length, events, clusters, sum};
  }

  private double[] spread(double mean) {
    double sum = 0;
    for (double each : dose) {
      sum += (each - mean) * (each - mean);
    }
    return new double[] {sum};
  }

  private double[] newton(double[] at) {
    double[] sums = new double[6];
    for (int i = 0; i < dose.length; i++) {
      double x = (dose[i] - at[0]) / at[1];
      double linear = at[2] + at[3] * x;
      double p = probability(linear);
      double weight = p * (1 - p);
      double residual = (effect[i] ? 1 : 0) - p;
      // log(1 + e^η) without overflow.
      sums[0] +=
          (effect[i] ? linear : 0) - Math.max(linear, 0) - Math.log1p(Math.exp(-Math.abs(linear)));
      sums[1] += residual;
      sums[2] += residual * x;
      sums[3] += weight;
      sums[4] += weight * x;
      sums[5] += weight * x * x;
    }
    return sums;
  }

  private double[] robust(double[] at) {
    double[] intercept = new double[clusters];
    double[] slope = new double[clusters];
    for (int i = 0; i < dose.length; i++) {
      double x = (dose[i] - at[0]) / at[1];
      double residual = (effect[i] ? 1 : 0) - probability(at[2] + at[3] * x);
      intercept[cluster[i]] += residual;
      slope[cluster[i]] += residual * x;
    }
    double[] sums = new double[3];
    for (int c = 0; c < clusters; c++) {
      sums[0] += intercept[c] * intercept[c];
      sums[1] += intercept[c] * slope[c];
      sums[2] += slope[c] * slope[c];
    }
    return sums;
  }

  private static double probability(double linear) {
    return 1 / (1 + Math.exp(-linear));
  }
}
