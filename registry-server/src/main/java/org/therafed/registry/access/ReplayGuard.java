package org.therafed.registry.access;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers token ids until their tokens have expired. Bounded by the tokens that verified within
 * six minutes; a restart forgets them, which a repeat of the same transfer survives unharmed.
 */
final class ReplayGuard {

  private static final int SWEEP_EVERY = 1024;

  private final Map<String, Instant> used = new LinkedHashMap<>();
  private int sinceSweep;

  /** Whether the id is new; it is then remembered until {@code forget}. */
  synchronized boolean isFirstUse(String id, Instant forget, Instant now) {
    if (++sinceSweep >= SWEEP_EVERY) {
      sinceSweep = 0;
      Iterator<Instant> ends = used.values().iterator();
      while (ends.hasNext()) {
        if (ends.next().isBefore(now)) {
          ends.remove();
        }
      }
    }
    return used.putIfAbsent(id, forget) == null;
  }
}
