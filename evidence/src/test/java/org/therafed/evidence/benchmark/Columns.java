package org.therafed.evidence.benchmark;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.Result;

/** Synthetic rows as named columns of numbers, the same for both sides; five sites in turn. */
final class Columns {
  static final List<String> SITES = List.of("s0", "s1", "s2", "s3", "s4");

  private final int size;
  private final Random random = new Random(20261121);
  private final Map<String, double[]> columns = new TreeMap<>();

  Columns(int size) {
    this.size = size;
  }

  int size() {
    return size;
  }

  Random random() {
    return random;
  }

  /** Adds a column, computed row by row. */
  Columns with(String name, IntToDoubleFunction value) {
    columns.put(name, IntStream.range(0, size).mapToDouble(value).toArray());
    return this;
  }

  /** Adds a column that takes each whole number below the bound alike often. */
  Columns withLevels(String name, int levels) {
    return with(name, i -> random.nextInt(levels));
  }

  /** Adds a column of standard normal values. */
  Columns withNormal(String name) {
    return with(name, i -> random.nextGaussian());
  }

  /**
   * Adds {@code time} in days and {@code event}: exponential with the mean of the row, uniformly
   * censored up to 2,000 days.
   *
   * @param whole whether times are rounded up to whole days, as a registry has them
   */
  Columns withSurvival(boolean whole, IntToDoubleFunction meanDays) {
    double[] event = new double[size];
    with(
        "time",
        i -> {
          double death = exponential(meanDays.applyAsDouble(i));
          double censoring = 2000 * random.nextDouble();
          event[i] = death <= censoring ? 1 : 0;
          double exact = Math.min(death, censoring);
          return whole ? Math.ceil(exact) : exact;
        });
    columns.put("event", event);
    return this;
  }

  double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  double[] get(String name) {
    return columns.get(name);
  }

  boolean is(String name, int row) {
    return columns.get(name)[row] > 0;
  }

  /** The site of a row; a site's rows are neighbours. */
  String site(int row) {
    return SITES.get(siteOf(row));
  }

  int siteOf(int row) {
    return (int) ((long) row * SITES.size() / size);
  }

  /** Rows as the library takes them. */
  <T> List<T> rows(IntFunction<T> row) {
    return IntStream.range(0, size).mapToObj(row).toList();
  }

  /** The part of a list that belongs to a site; one entry for each row. */
  <T> List<List<T>> bySite(List<T> rows) {
    return IntStream.range(0, SITES.size())
        .mapToObj(s -> rows.subList(start(s), start(s + 1)))
        .toList();
  }

  private int start(int site) {
    return (int) (((long) site * size + SITES.size() - 1) / SITES.size());
  }

  /** A partial of each site, merged and finished: what a question costs altogether. */
  <T, P extends Partial<P>, R extends Result> R estimate(
      Estimator<T, P, R> estimator, List<T> rows) {
    return estimator.finish(partial(estimator, rows)).result().orElseThrow();
  }

  <T, P extends Partial<P>, R extends Result> P partial(
      Estimator<T, P, R> estimator, List<T> rows) {
    return bySite(rows).stream()
        .map(estimator::partialOf)
        .reduce(estimator.empty(), Partial::merge);
  }

  String names() {
    return String.join(",", columns.keySet());
  }

  /** Column after column, as big-endian doubles. */
  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (double[] column : columns.values()) {
        for (double value : column) {
          out.writeDouble(value);
        }
      }
    }
  }
}
