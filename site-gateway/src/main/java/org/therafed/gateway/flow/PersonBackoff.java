package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.therafed.gateway.site.Wait;

/**
 * Lets a person whose run failed wait, longer after each failure in a row up to a bound, so that a
 * few who always fail do not take every turn. Kept in memory: after a start all are tried again.
 */
@Singleton
class PersonBackoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 10;

  private final Clock clock;
  private final Map<Long, Failure> failures = new ConcurrentHashMap<>();

  private record Failure(int inARow, Instant until) {}

  @Inject
  PersonBackoff(Clock clock) {
    this.clock = clock;
  }

  /** Those who are not to be tried now. */
  Set<Long> waiting() {
    Wait now = Wait.atMost(LONGEST, clock);
    return failures.entrySet().stream()
        .filter(entry -> !now.isOver(entry.getValue().until()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  void failed(long person) {
    failures.compute(
        person,
        (id, before) -> {
          int inARow = before == null ? 1 : before.inARow() + 1;
          Duration wait = FIRST.multipliedBy(1L << Math.min(inARow - 1, MOST_DOUBLINGS));
          Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
          return new Failure(inARow, clock.instant().plus(bounded));
        });
  }

  void succeeded(long person) {
    failures.remove(person);
  }
}
