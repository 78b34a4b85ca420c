package org.therafed.evidence.competing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.therafed.evidence.competing.SubdistributionRow.Status;
import org.therafed.evidence.survival.EventTable;

/**
 * One stratum's rows in order of time, with its censoring distribution. A likelihood and its
 * derivatives cost one pass up and one down the times: persons yet to end count 1, persons with a
 * competing event before count G(t−)/G(T−), so both parts of every risk set are cumulative sums.
 */
final class SubdistributionRiskSets {
  private final FineGrayWeights weights;
  private final int n;
  private final int p;

  /** Covariates by row less their mean: the baseline absorbs the shift, and digits are kept. */
  private final double[] x;

  private final double[] squares;
  private final int[] at;
  private final Status[] status;
  private final int times;
  private final int[] events;
  private final int[] censored;
  private final int[] present;

  /** G(t−) at each distinct time. */
  private final double[] g;

  private double[] predictor;
  private double[] risk;
  private double[] s0;
  private double[] s1;
  private double[] hazard;
  private double[] hazardG;
  private double[] mean;
  private double[] meanG;

  SubdistributionRiskSets(List<SubdistributionRow> rows, int p, FineGrayWeights weights) {
    this.weights = weights;
    this.n = rows.size();
    this.p = p;
    SubdistributionRow[] sorted = rows.toArray(new SubdistributionRow[0]);
    Arrays.sort(sorted, Comparator.comparingDouble(SubdistributionRow::timeDays));
    x = new double[n * p];
    at = new int[n];
    status = new Status[n];
    squares = new double[p];
    int last = -1;
    double time = 0;
    for (int i = 0; i < n; i++) {
      if (last < 0 || sorted[i].timeDays() > time * (1 + EventTable.SAME_TIME)) {
        time = sorted[i].timeDays();
        last++;
      }
      at[i] = last;
      status[i] = sorted[i].status();
      sorted[i].copyTo(x, i * p);
    }
    times = last + 1;
    events = new int[times];
    censored = new int[times];
    present = new int[times];
    g = new double[times];
    centre();
    censoring();
  }

  private void centre() {
    for (int k = 0; k < p; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += x[i * p + k];
        squares[k] += x[i * p + k] * x[i * p + k];
      }
      for (int i = 0; i < n; i++) {
        x[i * p + k] -= sum / n;
      }
    }
  }

  private void censoring() {
    int[] ended = new int[times];
    for (int i = 0; i < n; i++) {
      ended[at[i]]++;
      events[at[i]] += status[i] == Status.EVENT ? 1 : 0;
      censored[at[i]] += status[i] == Status.CENSORED ? 1 : 0;
    }
    double before = 1;
    int left = n;
    for (int j = 0; j < times; j++) {
      present[j] = left;
      g[j] = before;
      int atRisk = weights == FineGrayWeights.DEATHS_FIRST ? left - (ended[j] - censored[j]) : left;
      before *= censored[j] == 0 ? 1 : (atRisk - censored[j]) / (double) atRisk;
      left -= ended[j];
    }
  }

  int rows() {
    return n;
  }

  /** Adds this stratum's share to the sums of the first stage. */
  void addScale(double[] sums) {
    FineGraySums.addScale(x, n, squares, sums);
  }

  /** Adds this stratum's share at β to the sums. */
  void add(double[] beta, boolean variance, double[] sums) {
    sums[FineGraySums.ROWS] += n;
    sums[FineGraySums.EVENTS] += Arrays.stream(events).sum();
    sums[FineGraySums.STRATA] += 1;
    for (int k = 0; k < p; k++) {
      sums[FineGraySums.squares(p) + k] += squares[k];
    }
    risks(beta);
    riskSets();
    for (int j = 0; j < times; j++) {
      if (events[j] > 0 && !(s0[j] >= Double.MIN_NORMAL)) {
        sums[FineGraySums.FAILED] += 1;
        return;
      }
    }
    cumulate();
    likelihood(sums);
    information(sums);
    if (variance) {
      sandwich(sums);
    }
  }

  /** xβ of each row less the largest, which cancels in every term, and its exponential. */
  private void risks(double[] beta) {
    predictor = new double[n];
    risk = new double[n];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < p; k++) {
        predictor[i] += x[i * p + k] * beta[k];
      }
      largest = Math.max(largest, predictor[i]);
    }
    for (int i = 0; i < n; i++) {
      predictor[i] -= largest;
      risk[i] = Math.exp(predictor[i]);
    }
  }

  /** Between the largest and the smallest xβ. */
  double reach(double[] beta) {
    risks(beta);
    return -Arrays.stream(predictor).min().orElse(0);
  }

  private void riskSets() {
    s0 = new double[times];
    s1 = new double[times * p];
    double[] sum = new double[p + 1];
    int i = n - 1;
    for (int j = times - 1; j >= 0; j--) {
      for (; i >= 0 && at[i] == j; i--) {
        include(sum, i, risk[i]);
      }
      put(sum, j, 1);
    }
    Arrays.fill(sum, 0);
    i = 0;
    for (int j = 0; j < times; j++) {
      put(sum, j, g[j]);
      for (; i < n && at[i] == j; i++) {
        if (status[i] == Status.COMPETING) {
          include(sum, i, risk[i] / g[j]);
        }
      }
    }
  }

  private void include(double[] sum, int row, double weight) {
    sum[p] += weight;
    for (int k = 0; k < p; k++) {
      sum[k] += weight * x[row * p + k];
    }
  }

  private void put(double[] sum, int j, double factor) {
    s0[j] += factor * sum[p];
    for (int k = 0; k < p; k++) {
      s1[j * p + k] += factor * sum[k];
    }
  }

  /** Cumulative baseline hazard, plain and times G, and the same times the risk set's mean. */
  private void cumulate() {
    hazard = new double[times];
    hazardG = new double[times];
    mean = new double[times * p];
    meanG = new double[times * p];
    for (int j = 0; j < times; j++) {
      double step = events[j] > 0 ? events[j] / s0[j] : 0;
      hazard[j] = step + (j == 0 ? 0 : hazard[j - 1]);
      hazardG[j] = step * g[j] + (j == 0 ? 0 : hazardG[j - 1]);
      for (int k = 0; k < p; k++) {
        double moved = events[j] > 0 ? step * s1[j * p + k] / s0[j] : 0;
        mean[j * p + k] = moved + (j == 0 ? 0 : mean[(j - 1) * p + k]);
        meanG[j * p + k] = moved * g[j] + (j == 0 ? 0 : meanG[(j - 1) * p + k]);
      }
    }
  }

  private void likelihood(double[] sums) {
    for (int i = 0; i < n; i++) {
      if (status[i] == Status.EVENT) {
        int j = at[i];
        sums[FineGraySums.LOG_LIKELIHOOD] += predictor[i] - Math.log(s0[j]);
        for (int k = 0; k < p; k++) {
          sums[FineGraySums.SCORE + k] += x[i * p + k] - s1[j * p + k] / s0[j];
        }
      }
    }
  }

  private double exposure(int i) {
    int j = at[i];
    return status[i] == Status.COMPETING
        ? hazard[j] + (hazardG[times - 1] - hazardG[j]) / g[j]
        : hazard[j];
  }

  private void information(double[] sums) {
    int offset = FineGraySums.information(p);
    for (int i = 0; i < n; i++) {
      FineGraySums.addOuter(sums, offset, x, i * p, p, risk[i] * exposure(i));
    }
    double[] average = new double[p];
    for (int j = 0; j < times; j++) {
      if (events[j] > 0) {
        for (int k = 0; k < p; k++) {
          average[k] = s1[j * p + k] / s0[j];
        }
        FineGraySums.addOuter(sums, offset, average, 0, p, -events[j]);
      }
    }
  }

  private void sandwich(double[] sums) {
    double[] psi =
        weights == FineGrayWeights.REVERSE ? censoringInfluence() : new double[times * 2 * p];
    double[] u = new double[p];
    int end = (times - 1) * p;
    for (int i = 0; i < n; i++) {
      int j = at[i];
      for (int k = 0; k < p; k++) {
        double value = x[i * p + k];
        double expected = mean[j * p + k];
        if (status[i] == Status.COMPETING) {
          expected += (meanG[end + k] - meanG[j * p + k]) / g[j];
        }
        u[k] = -risk[i] * (value * exposure(i) - expected);
        u[k] += status[i] == Status.EVENT ? value - s1[j * p + k] / s0[j] : 0;
        u[k] -= psi[(times + j) * p + k];
        u[k] += status[i] == Status.CENSORED ? psi[j * p + k] : 0;
      }
      FineGraySums.addOuter(sums, FineGraySums.sandwich(p), u, 0, p, 1);
    }
  }

  /**
   * What a person's own censoring moves through the estimate of G: q(u)/Y(u) if censored at u
   * (first half), less the sum of q dN/Y² over the censoring times up to the end (second half).
   */
  private double[] censoringInfluence() {
    double[] psi = new double[times * 2 * p];
    double[] sum = new double[p + 1];
    int end = (times - 1) * p;
    int i = 0;
    for (int j = 0; j < times; j++) {
      for (int k = 0; k < p; k++) {
        double hazardLeft = hazardG[times - 1] - (j == 0 ? 0 : hazardG[j - 1]);
        double meanLeft = meanG[end + k] - (j == 0 ? 0 : meanG[(j - 1) * p + k]);
        double q = sum[k] * hazardLeft - sum[p] * meanLeft;
        double share = q / present[j];
        psi[j * p + k] = share;
        double before = j == 0 ? 0 : psi[(times + j - 1) * p + k];
        psi[(times + j) * p + k] = before + share * censored[j] / present[j];
      }
      for (; i < n && at[i] == j; i++) {
        if (status[i] == Status.COMPETING) {
          include(sum, i, risk[i] / g[j]);
        }
      }
    }
    return psi;
  }
}
