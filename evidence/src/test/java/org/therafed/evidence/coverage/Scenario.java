package org.therafed.evidence.coverage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.table.Limits;

/**
 * A population whose truth is known, and an estimator on samples of it.
 *
 * @param estimator as {@code docs/validation.md} names it
 * @param interval which of its intervals
 * @param conditions sample size, sites, share of events: what the coverage holds for
 * @param exact whether at least the nominal level is promised
 * @param truth what the interval should contain
 * @param sample one replicate's interval; empty where the estimator names no number
 * @param declared coverage that the document declares where it falls short of the nominal level; 1
 *     where it declares none
 * @param inShort replicates that the build affords
 */
record Scenario(
    String estimator,
    String interval,
    String conditions,
    boolean exact,
    double truth,
    Function<Random, Optional<Interval>> sample,
    double declared,
    int inShort) {

  /** Sites to which a replicate's rows are dealt. */
  static final List<String> SITES = List.of("north", "south", "west");

  private static final int IN_SHORT = 60;

  /** Without a declared shortfall, and quick. */
  Scenario(
      String estimator,
      String interval,
      String conditions,
      boolean exact,
      double truth,
      Function<Random, Optional<Interval>> sample) {
    this(estimator, interval, conditions, exact, truth, sample, 1, IN_SHORT);
  }

  /** The same with a shortfall that the document explains: coverage is at least this. */
  Scenario declaring(double coverage) {
    return new Scenario(estimator, interval, conditions, exact, truth, sample, coverage, inShort);
  }

  /** The same with fewer replicates in the build, for fits that take long. */
  Scenario slow() {
    return new Scenario(estimator, interval, conditions, exact, truth, sample, declared, 24);
  }

  static String site(int row) {
    return SITES.get(row % SITES.size());
  }

  /** An upper limit that does not exist is beyond everything. */
  static Interval of(OptionalDouble lower, OptionalDouble upper, double level) {
    return new Interval(lower.orElse(0), upper.orElse(Double.MAX_VALUE), level);
  }

  static Interval of(Limits limits) {
    return of(OptionalDouble.of(limits.lower()), limits.upper(), limits.level());
  }

  static double exponential(Random random, double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  /** A Poisson count: how many unit-rate arrivals come before the mean. */
  static int poisson(Random random, double mean) {
    int count = 0;
    for (double at = exponential(random, 1); at < mean; at += exponential(random, 1)) {
      count++;
    }
    return count;
  }

  /** A gamma variate of mean 1 and variance 0.5: how much a person is prone to events. */
  static double frailty(Random random) {
    return (exponential(random, 1) + exponential(random, 1)) / 2;
  }

  /** Numbers of the rows that one of the three sites holds. */
  static IntStream rowsOf(int site, int n) {
    return IntStream.range(0, n).filter(i -> i % SITES.size() == site);
  }
}
