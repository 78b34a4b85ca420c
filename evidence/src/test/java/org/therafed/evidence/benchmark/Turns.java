package org.therafed.evidence.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The same rows here and in R by turns within one run, so that both meet the same machine, and the
 * same numbers found.
 */
final class Turns {
  private static final int MOST = 5;
  private static final int LEAST = 3;
  private static final double LONG_SECONDS = 15;

  /**
   * What came of it.
   *
   * @param rows how many both had
   * @param difference largest relative difference between the numbers
   */
  record Outcome(int rows, Spread here, Spread there, double difference) {
    double ratio() {
      return there.median() / here.median();
    }
  }

  private Turns() {}

  /**
   * @param rows at most so many, and no more than the question says
   * @throws IllegalStateException if the numbers differ by more than the question allows
   */
  static Outcome take(Question question, RSession r, int rows) throws IOException {
    Question.Peer peer = question.peer().orElseThrow();
    int size = Math.min(rows, peer.rows());
    Question.Sample sample = question.sample().apply(size);
    r.ask(sample.columns(), peer);
    Spread.warmUp(sample.answer());
    double[] here = new double[MOST];
    double[] there = new double[MOST];
    double difference = 0;
    double spent = 0;
    int turn = 0;
    while (turn < MOST && (turn < LEAST || spent < LONG_SECONDS)) {
      long begin = System.nanoTime();
      double[] ours = sample.answer().get();
      here[turn] = (System.nanoTime() - begin) / 1e9;
      RSession.Answer theirs = r.answer();
      if (turn == 0 && spent == 0 && theirs.seconds() < 1) {
        // The first call of R compiles; where that may count, it is not counted.
        theirs = r.answer();
      }
      there[turn] = theirs.seconds();
      spent += there[turn];
      difference = Math.max(difference, difference(question, ours, theirs.numbers()));
      turn++;
    }
    return new Outcome(
        size,
        Spread.of(Arrays.copyOf(here, turn)),
        Spread.of(Arrays.copyOf(there, turn)),
        difference);
  }

  /** Largest relative difference; thrown where it is more than the question allows. */
  static double difference(Question question, double[] ours, List<Double> theirs) {
    double largest = ours.length == theirs.size() ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(ours.length, theirs.size()); i++) {
      largest = Math.max(largest, Math.abs(ours[i] - theirs.get(i)) / Math.abs(theirs.get(i)));
    }
    // Also where it is no number at all.
    if (!(largest <= question.peer().orElseThrow().within())) {
      throw new IllegalStateException(
          question
              + ": here "
              + Arrays.toString(ours)
              + ", R "
              + theirs
              + ", largest relative difference "
              + largest);
    }
    return largest;
  }
}
