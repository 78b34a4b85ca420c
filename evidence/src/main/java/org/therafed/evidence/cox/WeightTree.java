package org.therafed.evidence.cox;

/** Weights by rank, with sums over ranks in logarithmic time (Fenwick 1994). */
final class WeightTree {
  private final double[] tree;
  private final double[] single;
  private double total;

  WeightTree(int ranks) {
    tree = new double[ranks + 1];
    single = new double[ranks];
  }

  void add(int rank, double weight) {
    single[rank] += weight;
    total += weight;
    for (int at = rank + 1; at < tree.length; at += at & -at) {
      tree[at] += weight;
    }
  }

  double below(int rank) {
    double sum = 0;
    for (int at = rank; at > 0; at -= at & -at) {
      sum += tree[at];
    }
    return sum;
  }

  double at(int rank) {
    return single[rank];
  }

  double total() {
    return total;
  }
}
