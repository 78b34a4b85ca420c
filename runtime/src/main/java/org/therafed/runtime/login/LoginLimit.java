package org.therafed.runtime.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * After {@value #FREE} wrong passwords (of a site: assertions) in a row from one address for one
 * name, log-ins from there by that name are refused for a minute, right or wrong. By address, so
 * that nobody elsewhere can lock an account. Thread-safe; forgets at a restart.
 */
@ApplicationScoped
public class LoginLimit {
  static final int FREE = 5;
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** Beyond so many pairs the oldest are forgotten at once: memory stays bounded. */
  private static final int MOST = 10_000;

  private record Failures(int count, Instant last) {}

  private final Map<String, Failures> failures = new HashMap<>();

  /** Whether a log-in may be tried now. */
  public synchronized boolean admits(String name, String address, Instant now) {
    Failures so = failures.get(key(name, address));
    return so == null || so.count() < FREE || now.isAfter(so.last().plus(PAUSE));
  }

  /** A wrong password. */
  public synchronized void failed(String name, String address, Instant now) {
    if (failures.size() >= MOST) {
      failures.values().removeIf(old -> now.isAfter(old.last().plus(PAUSE)));
      if (failures.size() >= MOST) {
        failures.clear();
      }
    }
    failures.merge(
        key(name, address),
        new Failures(1, now),
        (before, one) -> new Failures(before.count() + 1, now));
  }

  /** A right one. */
  public synchronized void succeeded(String name, String address) {
    failures.remove(key(name, address));
  }

  private static String key(String name, String address) {
    return address + " " + name;
  }
}
