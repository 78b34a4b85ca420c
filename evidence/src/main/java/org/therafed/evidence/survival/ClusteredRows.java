package org.therafed.evidence.survival;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/** One source's clustered rows: its share of both rounds of {@link ClusteredKaplanMeier}. */
public final class ClusteredRows implements RoundSource {
  private final List<ClusteredRow> rows;

  /** The rows of one source. */
  public ClusteredRows(List<ClusteredRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** First round. */
  public WeightedTable table() {
    WeightedTableBuilder builder = new WeightedTableBuilder();
    rows.forEach(r -> builder.add(r.row()));
    return builder.partial();
  }

  /** Labels of this source's clusters, sorted. */
  public List<String> clusters() {
    TreeSet<String> labels = new TreeSet<>();
    rows.forEach(r -> labels.add(r.cluster()));
    return new ArrayList<>(labels);
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    if (!request.model().equals(ClusteredKaplanMeier.MODEL)
        || !request.stage().equals(ClusteredKaplanMeier.STAGE)
        || request.parameters().size() % 5 != 0) {
      throw EvidenceCode.ROUND_SHAPE.with("another model than " + ClusteredKaplanMeier.MODEL);
    }
    if (rows.isEmpty()) {
      return RoundSums.empty();
    }
    int steps = request.parameters().size() / 5;
    double[][] columns = new double[5][steps];
    for (int i = 0; i < request.parameters().size(); i++) {
      columns[i / steps][i % steps] = request.parameters().get(i);
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (String cluster : request.covariates()) {
      numbers.put(cluster, numbers.size());
    }
    double[] sums = new double[2 * numbers.size() * steps];
    for (ClusteredRow each : rows) {
      Integer cluster = numbers.get(each.cluster());
      if (cluster == null) {
        throw EvidenceCode.CLUSTER_IMPOSSIBLE.with("an undeclared label");
      }
      addTo(sums, 2 * cluster * steps, each.row(), columns[0], columns[1], columns[2]);
      addTo(sums, (2 * cluster + 1) * steps, each.row(), columns[0], columns[3], columns[4]);
    }
    return new RoundSums(sums);
  }

  private static void addTo(
      double[] sums, int offset, WeightedRow row, double[] times, double[] jumps, double[] back) {
    int entry = row.entryDays() == 0 ? -1 : WeightedSets.stepOf(times, row.entryDays());
    int end = WeightedSets.stepOf(times, row.timeDays());
    if (end < 0) {
      throw EvidenceCode.ROUND_SHAPE.with("steps that begin after a row's end");
    }
    double start = Influence.backAt(back, entry);
    for (int k = entry + 1; k < times.length; k++) {
      double event = row.event() && k >= end ? jumps[end] : 0;
      sums[offset + k] += row.weight() * (back[Math.min(k, end)] - start - event);
    }
  }
}
