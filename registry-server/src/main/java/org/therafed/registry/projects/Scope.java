package org.therafed.registry.projects;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a project may ask, and when.
 *
 * @param modules ids of therapy modules
 * @param questions kinds of question: response, survival, slope, toxicity, cost
 * @param release {@code figures}: disclosed figures alone; {@code rows}: row-level grants may
 *     belong to it as well
 * @param startsOn first day, UTC
 * @param endsOn last day, UTC
 */
record Scope(
    Set<String> modules,
    Set<String> questions,
    String release,
    LocalDate startsOn,
    LocalDate endsOn) {

  static final String FIGURES = "figures";
  static final String ROWS = "rows";

  Scope {
    modules = Collections.unmodifiableSet(new TreeSet<>(modules));
    questions = Collections.unmodifiableSet(new TreeSet<>(questions));
  }

  /** Whether this is no wider than another. */
  boolean isWithin(Scope other) {
    return other.modules.containsAll(modules)
        && other.questions.containsAll(questions)
        && (release.equals(FIGURES) || other.release.equals(ROWS))
        && !startsOn.isBefore(other.startsOn)
        && !endsOn.isAfter(other.endsOn);
  }
}
