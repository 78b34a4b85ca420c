package org.therafed.runtime.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many refusals of unknown callers become events of their own, so that nobody without a
 * credential can fill the disk: so many a minute; the others are counted, and the next event says
 * how many there were. Thread-safe.
 */
@ApplicationScoped
public class RefusalLimit {
  private final int aMinute;
  private Instant minute = Instant.EPOCH;
  private int recorded;
  private long unrecorded;

  RefusalLimit(
      @ConfigProperty(name = "therafed.refusals-a-minute", defaultValue = "60") int aMinute) {
    this.aMinute = aMinute;
  }

  /** Whether this one is recorded; if not it is counted. */
  public synchronized boolean admits(Instant now) {
    if (Duration.between(minute, now).abs().toSeconds() >= 60) {
      minute = now;
      recorded = 0;
    }
    if (recorded < aMinute) {
      recorded++;
      return true;
    }
    unrecorded++;
    return false;
  }

  /** How many were counted since this was asked last. */
  public synchronized long takeUnrecorded() {
    long taken = unrecorded;
    unrecorded = 0;
    return taken;
  }
}
