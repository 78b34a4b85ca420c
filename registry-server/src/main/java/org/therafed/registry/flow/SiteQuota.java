package org.therafed.registry.flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.therafed.registry.settings.RegistryConfig;

/**
 * How much one site may send, so that none takes the others' turns: so many transfers at once, and
 * so many a minute (a bucket that fills evenly and holds a minute's worth). In memory, of this
 * process. Thread-safe.
 */
@ApplicationScoped
class SiteQuota {

  /** Three quarters of what is under way at most: whoever else comes finds room. */
  static final int AT_ONCE = 36;

  private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final int aMinute;
  private final Map<String, Bucket> buckets = new HashMap<>();

  @Inject
  SiteQuota(RegistryConfig config) {
    this(config.siteTransfersAMinute());
  }

  SiteQuota(int aMinute) {
    this.aMinute = aMinute;
  }

  private static final class Bucket {
    private double left;
    private Instant at;
    private int underWay;

    Bucket(double left, Instant at) {
      this.left = left;
      this.at = at;
    }
  }

  /**
   * How long a site has to wait; zero where it has only to wait for others of its own.
   *
   * @return empty: it may go on, and {@link #leave} must follow
   */
  synchronized Optional<Duration> enter(String site, Instant now) {
    Bucket bucket = buckets.computeIfAbsent(site, none -> new Bucket(aMinute, now));
    double passed = Math.max(0, Duration.between(bucket.at, now).toNanos());
    bucket.left = Math.min(aMinute, bucket.left + passed / MINUTE_NANOS * aMinute);
    // Also backwards: a clock that was ahead and is set right must not keep the bucket empty.
    bucket.at = now;
    if (bucket.left < 1) {
      return Optional.of(Duration.ofNanos((long) ((1 - bucket.left) * MINUTE_NANOS / aMinute)));
    }
    if (bucket.underWay >= AT_ONCE) {
      return Optional.of(Duration.ZERO);
    }
    bucket.left--;
    bucket.underWay++;
    return Optional.empty();
  }

  synchronized void leave(String site) {
    buckets.get(site).underWay--;
  }
}
