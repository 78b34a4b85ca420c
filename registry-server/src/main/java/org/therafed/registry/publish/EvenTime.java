package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Lets answers without a figure leave at whole multiples of a step after they were asked, so that
 * their time does not tell an arm of a few persons from one of nobody.
 */
final class EvenTime {

  /** Several times what either takes, so that both leave at the first step. */
  static final Duration STEP = Duration.ofMillis(100);

  private EvenTime() {}

  /**
   * An answer, delayed if need be.
   *
   * @param begin {@link System#nanoTime} when it was asked
   * @param even which answers leave at a step
   */
  static <T> Uni<T> of(Uni<T> answer, long begin, Predicate<T> even) {
    Context asked = Vertx.currentContext();
    return answer.flatMap(
        given -> {
          Uni<T> now = Uni.createFrom().item(given);
          return even.test(given)
              ? now.onItem().delayIt().by(rest(System.nanoTime() - begin)).emitOn(back(asked))
              : now;
        });
  }

  /** What is missing to the next step. */
  static Duration rest(long nanosSpent) {
    long step = STEP.toNanos();
    return Duration.ofNanos(step - Math.floorMod(nanosSpent, step));
  }

  private static Executor back(Context asked) {
    return asked == null ? Runnable::run : task -> asked.runOnContext(ignored -> task.run());
  }
}
