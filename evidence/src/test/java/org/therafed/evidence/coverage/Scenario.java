package org.therafed.evidence.coverage;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.therafed.evidence.partial.Interval;

/**
 * A population whose truth is known, and an estimator on samples of it.
 *
 * @param estimator as {@code docs/validation.md} names it
 * @param interval which of its intervals
 * @param conditions sample size, sites, share of events: what the coverage holds for
 * @param exact whether at least the nominal level is promised
 * @param truth what the interval should contain
 * @param sample one replicate's interval; empty where the estimator names no number
 */
record Scenario(
    String estimator,
    String interval,
    String conditions,
    boolean exact,
    double truth,
    Function<Random, Optional<Interval>> sample) {

  /** Sites to which a replicate's rows are dealt. */
  static final List<String> SITES = List.of("north", "south", "west");

  static String site(int row) {
    return SITES.get(row % SITES.size());
  }
}
