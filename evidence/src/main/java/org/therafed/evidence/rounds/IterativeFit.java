package org.therafed.evidence.rounds;

import java.util.Optional;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;

/**
 * A fit as a state machine that never sees rows: it asks, is shown the total of all answers, and
 * asks again until it can tell its finding. Deterministic: a source that is shown the same totals
 * can run its own copy and so check every parameter it is asked about. One thread at a time.
 *
 * @param <R> the result
 */
public interface IterativeFit<R extends Result> {

  /** The next question; empty once the finding stands. The same until {@link #take} is called. */
  Optional<RoundRequest> next();

  /**
   * Checks at a source, before {@link #take}, that a total can hold the source's own answer.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-011} if it cannot
   */
  default void witness(RoundSums own, RoundSums total) {}

  /**
   * Takes the total of all sources' answers to {@link #next}.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if the total has not the shape asked for
   */
  void take(RoundSums total);

  /**
   * How many numbers are estimated, intercept and covariances included: a site asks for so many
   * times its events per parameter before it answers the first round.
   */
  int parameters();

  /**
   * Whether every sum is over the rows of all sources. False where a sum belongs to a site or a
   * cluster that one source may hold alone: masks hide nothing of it, and a site refuses to answer
   * such a fit under masks.
   */
  default boolean pooled() {
    return true;
  }

  /**
   * For each sum that {@link #next} asks for, a power of two near its size, as known from the
   * totals taken: a transport in fixed point divides by it first, so that small units of a
   * covariate or an outcome cost no digits. Empty if all sums are of the order of 1.
   */
  default int[] exponents() {
    return new int[0];
  }

  /**
   * What the fit came to: a result, no data, or not estimable with the reason (diverging,
   * collinear, rounds used up).
   *
   * @throws IllegalStateException while there is a next question
   */
  Finding<R> finding();
}
