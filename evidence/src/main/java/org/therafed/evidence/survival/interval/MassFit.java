package org.therafed.evidence.survival.interval;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Masses of the innermost intervals that maximise Σ n log P, P the mass within an assessment
 * interval. With D = Σ n/P over the intervals around a mass, the maximum has D ≤ N everywhere and D
 * = N where there is mass; at any other point the log likelihood is at most N log(max D/N) below
 * it.
 */
final class MassFit {
  /** How far the log likelihood may be below its maximum. */
  private static final double ENOUGH = 1e-9;

  /** The same per person where they are many: D is not known to more digits. */
  private static final double ENOUGH_PER_PERSON = 1e-14;

  private static final int CYCLES = 5_000;

  /** Beyond as many masses the polishing step's matrix is not worth its cost. */
  private static final int LARGEST_POLISH = 300;

  private static final double NO_MASS = 1e-12;
  private static final double SINGULAR = 1e-12;

  /** The masses. */
  static final class Fitted {
    /** Mass of each innermost interval. */
    final double[] mass;

    /** Bound on how far the log likelihood is below its maximum. */
    final double gap;

    /** Whether no other masses have this likelihood, as far as was looked. */
    final boolean unique;

    Fitted(double[] mass, double gap, boolean unique) {
      this.mass = mass;
      this.gap = gap;
      this.unique = unique;
    }
  }

  private final IntervalTable table;
  private final int[] from;
  private final int[] to;
  private final int size;
  private final double n;
  private final double enough;

  MassFit(IntervalTable table, Innermost innermost) {
    this.table = table;
    this.from = innermost.from;
    this.to = innermost.to;
    this.size = innermost.size();
    this.n = table.n();
    this.enough = Math.max(ENOUGH, n * ENOUGH_PER_PERSON);
  }

  Optional<Fitted> fit() {
    double[] mass = new double[size];
    Arrays.fill(mass, 1.0 / size);
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      double[] d = gradient(mass);
      if (gap(d) <= enough && cycle > 0) {
        return Optional.of(cleaned(mass));
      }
      for (int j = 0; j < size; j++) {
        mass[j] *= d[j] / n;
      }
      mass = minorant(mass);
      if (cycle % 10 == 9) {
        mass = polish(mass);
      }
    }
    return Optional.empty();
  }

  private Fitted cleaned(double[] mass) {
    double[] polished = polish(mass);
    double[] best = gap(gradient(polished)) <= gap(gradient(mass)) ? polished : mass;
    double[] bare = best.clone();
    double sum = 0;
    for (int j = 0; j < size; j++) {
      bare[j] = bare[j] < NO_MASS ? 0 : bare[j];
      sum += bare[j];
    }
    for (int j = 0; j < size; j++) {
      bare[j] /= sum;
    }
    return new Fitted(bare, Math.max(0, gap(gradient(bare))), unique(bare));
  }

  private double[] within(double[] mass) {
    double[] sums = new double[size + 1];
    for (int j = 0; j < size; j++) {
      sums[j + 1] = sums[j] + mass[j];
    }
    double[] p = new double[from.length];
    for (int i = 0; i < p.length; i++) {
      // A single mass as it is: the difference of sums would lose its digits.
      p[i] = from[i] == to[i] ? mass[from[i]] : sums[to[i] + 1] - sums[from[i]];
    }
    return p;
  }

  private double[] gradient(double[] mass) {
    double[] p = within(mass);
    double[] steps = new double[size + 1];
    for (int i = 0; i < p.length; i++) {
      double share = table.count(i) / p[i];
      steps[from[i]] += share;
      steps[to[i] + 1] -= share;
    }
    double[] d = new double[size];
    double sum = 0;
    for (int j = 0; j < size; j++) {
      sum += steps[j];
      d[j] = sum;
    }
    return d;
  }

  private double gap(double[] d) {
    double most = 0;
    for (double each : d) {
      most = Math.max(most, each);
    }
    return n * Math.log(most / n);
  }

  private double logLikelihood(double[] mass) {
    double sum = 0;
    double[] p = within(mass);
    for (int i = 0; i < p.length; i++) {
      if (!(p[i] > 0)) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += table.count(i) * Math.log(p[i]);
    }
    return sum;
  }

  /** One step of the iterative convex minorant, halved until the likelihood does not fall. */
  private double[] minorant(double[] mass) {
    int free = size - 1;
    double[] slope = new double[size];
    double[] curve = new double[size];
    double[] p = within(mass);
    for (int i = 0; i < p.length; i++) {
      double first = table.count(i) / p[i];
      double second = first / p[i];
      if (to[i] < free) {
        slope[to[i]] += first;
        curve[to[i]] += second;
      }
      if (from[i] > 0) {
        slope[from[i] - 1] -= first;
        curve[from[i] - 1] += second;
      }
    }
    double[] target = new double[free];
    double sum = 0;
    for (int j = 0; j < free; j++) {
      sum += mass[j];
      target[j] = curve[j] > 0 ? sum + slope[j] / curve[j] : sum;
      curve[j] = curve[j] > 0 ? curve[j] : 1;
    }
    double[] isotonic = isotonic(target, curve, free);
    double[] direction = new double[size];
    double last = 0;
    for (int j = 0; j < size; j++) {
      double here = j < free ? Math.min(1, Math.max(0, isotonic[j])) : 1;
      direction[j] = here - last - mass[j];
      last = here;
    }
    return climbed(mass, direction);
  }

  private double[] climbed(double[] mass, double[] direction) {
    double before = logLikelihood(mass);
    for (double step = 1; step > 1e-6; step /= 2) {
      double[] moved = new double[size];
      for (int j = 0; j < size; j++) {
        moved[j] = Math.max(0, mass[j] + step * direction[j]);
      }
      if (logLikelihood(moved) > before) {
        return moved;
      }
    }
    return mass;
  }

  /** Weighted least squares under increase: pool adjacent violators. */
  private static double[] isotonic(double[] target, double[] weight, int length) {
    double[] mean = new double[length];
    double[] total = new double[length];
    int[] count = new int[length];
    int blocks = 0;
    for (int j = 0; j < length; j++) {
      mean[blocks] = target[j];
      total[blocks] = weight[j];
      count[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
        double w = total[blocks - 2] + total[blocks - 1];
        mean[blocks - 2] =
            (mean[blocks - 2] * total[blocks - 2] + mean[blocks - 1] * total[blocks - 1]) / w;
        total[blocks - 2] = w;
        count[blocks - 2] += count[blocks - 1];
        blocks--;
      }
    }
    double[] fitted = new double[length];
    int j = 0;
    for (int b = 0; b < blocks; b++) {
      for (int k = 0; k < count[b]; k++) {
        fitted[j++] = mean[b];
      }
    }
    return fitted;
  }

  /** Newton steps on the masses that are not 0; the two slow climbs leave the last digits to it. */
  private double[] polish(double[] mass) {
    int[] some = positive(mass);
    if (some.length < 2 || some.length > LARGEST_POLISH) {
      return mass;
    }
    double[] d = gradient(mass);
    RealVector rest = new ArrayRealVector(some.length);
    for (int k = 0; k < some.length; k++) {
      rest.setEntry(k, d[some[k]] - n);
    }
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(information(mass, some));
    if (!(eigen.getEigenvalue(some.length - 1) > SINGULAR * eigen.getEigenvalue(0))) {
      return mass;
    }
    RealVector step = eigen.getSolver().solve(rest);
    double[] direction = new double[size];
    double share = 1;
    for (int k = 0; k < some.length; k++) {
      direction[some[k]] = step.getEntry(k);
      if (step.getEntry(k) < 0) {
        share = Math.min(share, -mass[some[k]] / step.getEntry(k));
      }
    }
    double[] moved = new double[size];
    double sum = 0;
    for (int j = 0; j < size; j++) {
      moved[j] = Math.max(0, mass[j] + share * direction[j]);
      sum += moved[j];
    }
    for (int j = 0; j < size; j++) {
      moved[j] /= sum;
    }
    return logLikelihood(moved) >= logLikelihood(mass) - 1e-12 * n ? moved : mass;
  }

  private boolean unique(double[] mass) {
    int[] some = positive(mass);
    if (some.length < 2 || some.length > LARGEST_POLISH) {
      return true;
    }
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(information(mass, some));
    return eigen.getEigenvalue(some.length - 1) > SINGULAR * eigen.getEigenvalue(0);
  }

  private static int[] positive(double[] mass) {
    int[] some = new int[mass.length];
    int count = 0;
    for (int j = 0; j < mass.length; j++) {
      if (mass[j] > NO_MASS) {
        some[count++] = j;
      }
    }
    return Arrays.copyOf(some, count);
  }

  private RealMatrix information(double[] mass, int[] some) {
    double[] p = within(mass);
    double[][] sums = new double[some.length][some.length];
    for (int i = 0; i < p.length; i++) {
      double second = table.count(i) / (p[i] * p[i]);
      int first = Arrays.binarySearch(some, from[i]);
      first = first >= 0 ? first : -first - 1;
      for (int k = first; k < some.length && some[k] <= to[i]; k++) {
        for (int l = first; l < some.length && some[l] <= to[i]; l++) {
          sums[k][l] += second;
        }
      }
    }
    return new Array2DRowRealMatrix(sums, false);
  }
}
