package org.therafed.evidence.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** Seconds of several runs: median and range. */
record Spread(double median, double least, double most) {
  private static final double SETTLED = 0.5;
  private static final int MOST_WARM_UPS = 200;
  private static final double ENOUGH = 0.3;
  private static final int MOST_RUNS = 5;

  static Spread of(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /** Runs until the compiler has seen enough of the work. */
  static void warmUp(Supplier<double[]> work) {
    double spent = 0;
    for (int i = 0; i < MOST_WARM_UPS && spent < SETTLED; i++) {
      spent += seconds(work);
    }
  }

  /** One to five runs; long ones are not repeated. */
  static Spread of(Supplier<double[]> work) {
    double[] taken = new double[MOST_RUNS];
    int runs = 0;
    for (double spent = 0; runs < MOST_RUNS && spent < ENOUGH; runs++) {
      taken[runs] = seconds(work);
      spent += taken[runs];
    }
    return of(Arrays.copyOf(taken, runs));
  }

  private static double seconds(Supplier<double[]> work) {
    long begin = System.nanoTime();
    if (work.get().length == 0) {
      throw new IllegalStateException("no number was found");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  String text() {
    return text(median) + " (" + text(least) + "–" + text(most) + ")";
  }

  /** Seconds with two to three digits and a unit that fits. */
  static String text(double seconds) {
    double value = seconds < 1e-3 ? seconds * 1e6 : seconds < 1 ? seconds * 1e3 : seconds;
    String unit = seconds < 1e-3 ? " µs" : seconds < 1 ? " ms" : " s";
    return String.format(Locale.ROOT, value < 9.95 ? "%.2f" : value < 99.5 ? "%.1f" : "%.0f", value)
        + unit;
  }
}
