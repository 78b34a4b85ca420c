package org.therafed.evidence.cox;

import java.util.Arrays;

/**
 * Sums over the rows at risk at one time, r = w·exp(η): S0 = Σr, S1 = Σr·x, S2 = Σr·x·xᵀ (lower
 * triangle by rows), the same over the tied events, and the events' own sums.
 */
final class RiskSums {
  final int width;
  double all0;
  final double[] all1;
  final double[] all2;
  double dead0;
  final double[] dead1;
  final double[] dead2;
  int deaths;
  double deadWeight;
  double deadEta;
  final double[] deadX;

  RiskSums(int width) {
    this.width = width;
    all1 = new double[width];
    all2 = new double[width * (width + 1) / 2];
    dead1 = new double[width];
    dead2 = new double[all2.length];
    deadX = new double[width];
  }

  void clear() {
    all0 = 0;
    Arrays.fill(all1, 0);
    Arrays.fill(all2, 0);
  }

  void clearDead() {
    dead0 = 0;
    Arrays.fill(dead1, 0);
    Arrays.fill(dead2, 0);
    Arrays.fill(deadX, 0);
    deaths = 0;
    deadWeight = 0;
    deadEta = 0;
  }

  /** Adds a row at risk; a negative r takes it away again. */
  void atRisk(double r, double[] x, int from) {
    all0 += r;
    int at = 0;
    for (int j = 0; j < width; j++) {
      double rx = r * x[from + j];
      all1[j] += rx;
      for (int k = 0; k <= j; k++) {
        all2[at++] += rx * x[from + k];
      }
    }
  }

  /** Adds an event at this time, apart from its being at risk. */
  void died(double r, double weight, double eta, double[] x, int from) {
    deaths++;
    deadWeight += weight;
    deadEta += weight * eta;
    dead0 += r;
    int at = 0;
    for (int j = 0; j < width; j++) {
      double rx = r * x[from + j];
      dead1[j] += rx;
      deadX[j] += weight * x[from + j];
      for (int k = 0; k <= j; k++) {
        dead2[at++] += rx * x[from + k];
      }
    }
  }
}
