package org.therafed.gateway.forward;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * Exponential back-off with full jitter: a random wait from zero to a bound that doubles with every
 * failure up to a cap, so that many gateways do not come back at the same moment.
 *
 * @param first bound after the first failure
 * @param cap largest bound
 * @param random a number from 0 to below its argument
 * @see <a href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">
 *     Brooker, Timeouts, retries, and backoff with jitter</a>
 */
public record Backoff(Duration first, Duration cap, LongUnaryOperator random) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait after a failure.
   *
   * @param failures so far in a row, from 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
    long bound = Math.min(first.toMillis() << doublings, cap.toMillis());
    if (bound <= 0) {
      bound = cap.toMillis();
    }
    return Duration.ofMillis(random.applyAsLong(bound + 1));
  }
}
