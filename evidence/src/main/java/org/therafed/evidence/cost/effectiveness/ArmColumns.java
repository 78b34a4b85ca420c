package org.therafed.evidence.cost.effectiveness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.Discounting;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.survival.EventTable;

/**
 * One arm's rows as columns in order of exit, deaths before censorings, for many replicates: a
 * replicate is one pass. Gives what {@link CostEffectiveness} gives from tables.
 */
final class ArmColumns {
  private static final byte CENSORED = 0;
  private static final byte DIED = 1;
  private static final byte REACHED = 2;

  private final int size;
  private final int intervals;
  private final double[] ends;
  private final double horizon;
  private final boolean deathsFirst;
  private final long[] starts;
  private final double[] time;
  private final byte[] exit;

  /** By row, the discounted years from the index date to its exit; last those to the horizon. */
  private final double[] years;

  /** By row, how many intervals ended before its exit. */
  private final int[] passed;

  /** By row, what counts at its own exit: the amounts of intervals not passed; 0 unless it died. */
  private final double[] ownCost;

  private final double[] ownEffect;

  /** By row and interval. */
  private final double[] cost;

  private final double[] effect;

  ArmColumns(List<OutcomeRow> rows, CostFrame frame, TieConvention ties, BootstrapWeights weights) {
    CostIntervals of = frame.intervals();

    List<OutcomeRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingDouble((OutcomeRow r) -> r.cost().timeDays())
                    .thenComparing(r -> !r.cost().died()))
            .toList();
    size = sorted.size();
    intervals = of.size();
    horizon = of.horizon();
    ends = of.breaks().stream().skip(1).mapToDouble(Double::doubleValue).toArray();
    deathsFirst = ties == TieConvention.DEATHS_FIRST;
    starts = new long[size];
    time = new double[size];
    exit = new byte[size];
    years = new double[size + 1];
    Discounting discounting = frame.ofEffects();
    years[size] = discounting.years(0, horizon);
    passed = new int[size];
    ownCost = new double[size];
    ownEffect = new double[size];
    cost = new double[size * intervals];
    effect = new double[size * intervals];
    for (int i = 0; i < size; i++) {
      fill(i, sorted.get(i), of, weights);
      years[i] = discounting.years(0, time[i]);
    }
  }

  private void fill(int i, OutcomeRow row, CostIntervals of, BootstrapWeights weights) {
    starts[i] = weights.start(row.key());
    time[i] = Math.min(of.snapped(row.cost().timeDays()), horizon);
    boolean reached = time[i] >= horizon;
    exit[i] = reached ? REACHED : row.cost().died() ? DIED : CENSORED;
    for (int k = 0; k < intervals; k++) {
      cost[i * intervals + k] = row.cost().amount(k);
      effect[i * intervals + k] = row.effect().amount(k);
      if (ends[k] <= time[i]) {
        passed[i]++;
      } else if (exit[i] == DIED) {
        ownCost[i] += row.cost().amount(k);
        ownEffect[i] += row.effect().amount(k);
      }
    }
  }

  int size() {
    return size;
  }

  /** The rows' weights in the replicates of one block, replicate by replicate. */
  void weigh(int block, byte[][] into) {
    for (int i = 0; i < size; i++) {
      long hash = BootstrapWeights.hash(starts[i], block);
      for (int within = 0; within < BootstrapWeights.BLOCK; within++) {
        into[within][i] = (byte) BootstrapWeights.unpack(hash, within);
      }
    }
  }

  /**
   * Mean cost, mean effect and mean years lived up to the horizon of one replicate.
   *
   * @param into filled with these three
   * @return false if nobody is in it who died or was followed to the horizon
   */
  boolean means(byte[] weight, double[] costSums, double[] effectSums, double[] into) {
    long persons = 0;
    long complete = 0;
    for (int i = 0; i < size; i++) {
      persons += weight[i];
      complete += exit[i] == CENSORED ? 0 : weight[i];
    }
    if (complete == 0) {
      return false;
    }
    Arrays.fill(costSums, 0);
    Arrays.fill(effectSums, 0);
    long atRisk = persons;
    double survival = 1;
    double area = 0;
    double from = 0;
    double uncensored = 1;
    double meanCost = 0;
    double meanEffect = 0;
    // 1/G at the end of each interval, found while walking.
    double[] inverse = new double[intervals];
    int ended = 0;
    int i = 0;
    while (i < size) {
      int first = i;
      double now = time[i];
      while (ended < intervals && ends[ended] <= now) {
        inverse[ended++] = uncensored == 0 ? 0 : 1 / uncensored;
      }
      long deaths = 0;
      long censorings = 0;
      double diedCost = 0;
      double diedEffect = 0;
      long reached = 0;
      // Times within rounding of each other are tied.
      for (double last = now * (1 + EventTable.SAME_TIME); i < size && time[i] <= last; i++) {
        int w = weight[i];
        if (w == 0) {
          continue;
        }
        int row = i * intervals;
        for (int k = 0; k < passed[i]; k++) {
          costSums[k] += w * cost[row + k];
          effectSums[k] += w * effect[row + k];
        }
        if (exit[i] == DIED) {
          deaths += w;
          diedCost += w * ownCost[i];
          diedEffect += w * ownEffect[i];
        } else if (exit[i] == CENSORED) {
          censorings += w;
        } else {
          reached += w;
        }
      }
      if (deaths > 0) {
        meanCost += diedCost / uncensored;
        meanEffect += diedEffect / uncensored;
        area += survival * (years[first] - from);
        from = years[first];
        survival *= 1 - (double) deaths / atRisk;
      }
      if (censorings > 0) {
        uncensored *= 1 - (double) censorings / (deathsFirst ? atRisk - deaths : atRisk);
      }
      atRisk -= deaths + censorings + reached;
    }
    area += survival * (years[size] - from);
    for (int k = 0; k < ended; k++) {
      meanCost += costSums[k] * inverse[k];
      meanEffect += effectSums[k] * inverse[k];
    }
    into[0] = meanCost / persons;
    into[1] = meanEffect / persons;
    into[2] = area;
    return true;
  }
}
