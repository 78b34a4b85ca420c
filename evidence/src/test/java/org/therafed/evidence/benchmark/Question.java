package org.therafed.evidence.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One estimator: rows of any size made ready, its answer from them, and the same asked of R.
 *
 * @param family as {@code against-r.sh} takes it
 * @param title what is estimated
 * @param sizes numbers of rows for which our time is taken
 * @param sample rows and our answer, made before the clock starts
 * @param peer empty where neither base R nor survival, nlme or MASS has it
 */
record Question(
    String family,
    String title,
    List<Integer> sizes,
    IntFunction<Sample> sample,
    Optional<Peer> peer) {

  /** Rows, and our way from them to the numbers that are compared. */
  record Sample(Columns columns, Supplier<double[]> answer) {}

  /**
   * R's way.
   *
   * @param rows how many both get
   * @param within largest relative difference of the numbers
   * @param ready what R does before its clock starts; the rows are the data frame {@code d}
   * @param code what is timed; its value is compared
   */
  record Peer(int rows, double within, String ready, String code) {}

  static Question of(String family, String title, IntFunction<Sample> sample) {
    return new Question(
        family, title, List.of(10_000, 100_000, 1_000_000), sample, Optional.empty());
  }

  /** As it is printed. */
  @Override
  public String toString() {
    return family + ": " + title;
  }

  /** Where rows are sites or whole persons, other sizes make sense. */
  Question sizes(Integer... rows) {
    return new Question(family, title, Arrays.asList(rows), sample, peer);
  }

  Question against(int rows, double within, String ready, String code) {
    return new Question(
        family, title, sizes, sample, Optional.of(new Peer(rows, within, ready, code)));
  }

  Question against(int rows, double within, String code) {
    return against(rows, within, "", code);
  }
}
