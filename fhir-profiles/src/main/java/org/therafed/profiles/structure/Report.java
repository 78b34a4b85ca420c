package org.therafed.profiles.structure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers violations; the same one said twice, by base and profile, counts once. */
final class Report {
  /** More of one resource than this say nothing new. */
  private static final int MOST = 200;

  private final Set<Violation> all = new LinkedHashSet<>();
  private boolean valid = true;

  void add(Violation violation) {
    valid &= !violation.error();
    if (all.size() < MOST) {
      all.add(violation);
    }
  }

  void addAll(Report other) {
    other.all.forEach(this::add);
  }

  boolean isValid() {
    return valid;
  }

  List<Violation> violations() {
    return new ArrayList<>(all);
  }
}
