package org.therafed.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * How many refusals of unknown callers become events of their own, so that nobody without a
 * credential can fill the disk: so many a minute; the others are counted, and the next event says
 * how many there were. Thread-safe.
 */
@ApplicationScoped
class RefusalLimit {
  static final int A_MINUTE = 60;

  private Instant minute = Instant.EPOCH;
  private int recorded;
  private long unrecorded;

  /** Whether this one is recorded; if not it is counted. */
  synchronized boolean admits(Instant now) {
    if (Duration.between(minute, now).toSeconds() >= 60) {
      minute = now;
      recorded = 0;
    }
    if (recorded < A_MINUTE) {
      recorded++;
      return true;
    }
    unrecorded++;
    return false;
  }

  /** How many were counted since this was asked last. */
  synchronized long takeUnrecorded() {
    long taken = unrecorded;
    unrecorded = 0;
    return taken;
  }
}
