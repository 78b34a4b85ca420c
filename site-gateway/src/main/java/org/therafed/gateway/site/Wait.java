package org.therafed.gateway.site;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether what waits until an instant has waited long enough, by a clock that somebody may set. A
 * wait that would last longer than any wait does was begun while the clock was ahead: it is over,
 * else nothing would move for as long as the clock was wrong.
 *
 * @param now the time it is
 * @param latest later than this nothing waits
 */
public record Wait(Instant now, Instant latest) {

  /** The time by the clock, for waits of at most so long. */
  public static Wait atMost(Duration longest, Clock clock) {
    Instant now = clock.instant();
    return new Wait(now, now.plus(longest));
  }

  /** Whether a wait until then is over. */
  public boolean isOver(Instant until) {
    return !until.isAfter(now) || until.isAfter(latest);
  }
}
