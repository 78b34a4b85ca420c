package org.therafed.evidence.cost.effectiveness;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.therafed.evidence.cost.censored.TieConvention;

/**
 * All replicates of one machine's rows, in parallel. The same replicates as merging {@link
 * CostEffectiveness#replicate} of every site, to rounding.
 */
public final class Bootstrap {
  private final ArmColumns treated;
  private final ArmColumns control;

  public Bootstrap(
      CostFrame frame, TieConvention ties, List<OutcomeRow> rows, BootstrapWeights weights) {
    treated =
        new ArmColumns(
            rows.stream().filter(OutcomeRow::treated).toList(), frame.intervals(), ties, weights);
    control =
        new ArmColumns(
            rows.stream().filter(row -> !row.treated()).toList(), frame.intervals(), ties, weights);
  }

  /**
   * The increments of the replicates from 0, without those that an arm is empty in. O(replicates ·
   * persons · intervals).
   */
  public List<Increment> run(int replicates) {
    Increment[] all = new Increment[replicates];
    int blocks = (replicates + BootstrapWeights.BLOCK - 1) / BootstrapWeights.BLOCK;
    IntStream.range(0, blocks).parallel().forEach(block -> run(block, all));
    return IntStream.range(0, replicates).mapToObj(r -> all[r]).filter(Objects::nonNull).toList();
  }

  private void run(int block, Increment[] all) {
    double[][] ofTreated = new double[BootstrapWeights.BLOCK][treated.size()];
    double[][] ofControl = new double[BootstrapWeights.BLOCK][control.size()];
    treated.weigh(block, ofTreated);
    control.weigh(block, ofControl);
    for (int within = 0; within < BootstrapWeights.BLOCK; within++) {
      int replicate = block * BootstrapWeights.BLOCK + within;
      if (replicate >= all.length) {
        return;
      }
      double[] one = treated.means(ofTreated[within]);
      double[] other = control.means(ofControl[within]);
      if (one.length > 0 && other.length > 0) {
        all[replicate] =
            new Increment(
                one[0] - other[0], one[1] - other[1], (one[2] - other[2]) / CostFrame.YEAR_DAYS);
      }
    }
  }
}
