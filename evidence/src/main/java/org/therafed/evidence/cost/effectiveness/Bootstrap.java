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
        new ArmColumns(rows.stream().filter(OutcomeRow::treated).toList(), frame, ties, weights);
    control =
        new ArmColumns(rows.stream().filter(row -> !row.treated()).toList(), frame, ties, weights);
  }

  /**
   * The increments of the replicates from 0, without those that an arm is empty in.
   *
   * @param intervals of the frame
   */
  public List<Increment> run(int replicates, int intervals) {
    Increment[] all = new Increment[replicates];
    int blocks = (replicates + BootstrapWeights.BLOCK - 1) / BootstrapWeights.BLOCK;
    IntStream.range(0, blocks).parallel().forEach(block -> run(block, intervals, all));
    return IntStream.range(0, replicates).mapToObj(r -> all[r]).filter(Objects::nonNull).toList();
  }

  private void run(int block, int intervals, Increment[] all) {
    byte[][] ofTreated = new byte[BootstrapWeights.BLOCK][treated.size()];
    byte[][] ofControl = new byte[BootstrapWeights.BLOCK][control.size()];
    treated.weigh(block, ofTreated);
    control.weigh(block, ofControl);
    double[] costs = new double[intervals];
    double[] effects = new double[intervals];
    double[] one = new double[3];
    double[] other = new double[3];
    for (int within = 0; within < BootstrapWeights.BLOCK; within++) {
      int replicate = block * BootstrapWeights.BLOCK + within;
      if (replicate < all.length
          && treated.means(ofTreated[within], costs, effects, one)
          && control.means(ofControl[within], costs, effects, other)) {
        all[replicate] = new Increment(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
      }
    }
  }
}
