package org.therafed.gateway.prove;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds any of many canaries in a text in one pass: by their first characters, then whole. Case
 * does not matter.
 */
final class CanarySearch {

  /** A canary that was found, and how it was written. */
  record Found(Canary canary, String form) {}

  private record Entry(String text, Found found) {}

  /** Long enough to be rare, short enough for the shortest form of its kind. */
  private static final int LONG_KEY = 6;

  private static final int SHORT_KEY = 2;

  /** Shorter runs of digits stand within hashes and random numbers by chance. */
  private static final int SELDOM_BY_CHANCE = 12;

  private final Map<String, List<Entry>> byLongKey = new HashMap<>();
  private final Map<String, List<Entry>> byShortKey = new HashMap<>();

  CanarySearch(Collection<Canary> canaries) {
    for (Canary canary : canaries) {
      for (Canary.Form form : canary.forms()) {
        boolean isLong = form.text().length() >= LONG_KEY;
        String key = form.text().substring(0, isLong ? LONG_KEY : SHORT_KEY);
        (isLong ? byLongKey : byShortKey)
            .computeIfAbsent(key, none -> new ArrayList<>())
            .add(new Entry(form.text(), new Found(canary, form.name())));
      }
    }
  }

  /** What stands in a text, each once. */
  Set<Found> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<Found> found = new LinkedHashSet<>();
    look(lower, LONG_KEY, byLongKey, found);
    look(lower, SHORT_KEY, byShortKey, found);
    return found;
  }

  private static void look(
      String text, int length, Map<String, List<Entry>> byKey, Set<Found> found) {
    if (byKey.isEmpty()) {
      return;
    }
    for (int at = 0; at + length <= text.length(); at++) {
      for (Entry entry : byKey.getOrDefault(text.substring(at, at + length), List.of())) {
        if (text.startsWith(entry.text(), at) && isWhole(text, at, entry.text())) {
          found.add(entry.found());
        }
      }
    }
  }

  private static boolean isWhole(String text, int at, String form) {
    boolean byChance =
        form.length() < SELDOM_BY_CHANCE && form.chars().allMatch(c -> c >= '0' && c <= '9');
    int end = at + form.length();
    boolean touched =
        (at > 0 && isAlphanumeric(text.charAt(at - 1)))
            || (end < text.length() && isAlphanumeric(text.charAt(end)));
    return !byChance || !touched;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  }
}
