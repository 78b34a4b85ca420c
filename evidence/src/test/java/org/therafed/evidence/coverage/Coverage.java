package org.therafed.evidence.coverage;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.therafed.evidence.partial.Interval;

/**
 * How often the intervals of a scenario contained the truth.
 *
 * @param replicates how many samples
 * @param intervals how many of them gave an interval
 * @param covered how many of those contained the truth
 * @param level their nominal level
 */
record Coverage(Scenario scenario, int replicates, int intervals, int covered, double level) {
  /** One-sided 99.9 %: a fair method fails one scenario in a thousand. */
  private static final double Z = 3.09;

  /** Replicate r has the seed of the scenario's name and r, so that scenarios can be run apart. */
  static Coverage of(Scenario scenario, int replicates) {
    long name = (scenario.estimator() + scenario.interval() + scenario.conditions()).hashCode();
    double[] level = new double[replicates];
    boolean[] covered = new boolean[replicates];
    IntStream.range(0, replicates)
        .parallel()
        .forEach(
            r -> {
              Optional<Interval> interval = scenario.sample().apply(random(name, r));
              interval.ifPresent(
                  i -> {
                    level[r] = i.level();
                    covered[r] = i.contains(scenario.truth());
                  });
            });
    int intervals = (int) IntStream.range(0, replicates).filter(r -> level[r] > 0).count();
    int hits = (int) IntStream.range(0, replicates).filter(r -> covered[r]).count();
    double nominal = IntStream.range(0, replicates).mapToDouble(r -> level[r]).max().orElse(0);
    return new Coverage(scenario, replicates, intervals, hits, nominal);
  }

  /** Neighbouring seeds of {@code Random} begin alike, so they are mixed first. */
  private static Random random(long name, int replicate) {
    return new Random(new SplittableRandom(name * 1_000_003L + replicate).nextLong());
  }

  double share() {
    return intervals == 0 ? 0 : (double) covered / intervals;
  }

  /** Standard error that the nominal level would have. */
  double stdErr() {
    return Math.sqrt(level * (1 - level) / Math.max(1, intervals));
  }

  /** Whether it falls short by no more than the document declares, within simulation error. */
  boolean atLeastDeclared() {
    double declared = scenario.declared();
    double error = Math.sqrt(declared * (1 - declared) / Math.max(1, intervals));
    return declared < level && share() >= declared - Z * error;
  }

  /** What the table says of it. */
  String verdict() {
    if (share() < level - Z * stdErr()) {
      return scenario.exact()
          ? "**below nominal**"
          : atLeastDeclared() ? "short, declared" : "**short**";
    }
    return share() > level + Z * stdErr() ? "conservative" : "nominal";
  }

  /** A line of the table in {@code docs/validation.md}. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.3f | %.4f | %d of %d | %s |",
        scenario.estimator(),
        scenario.interval(),
        scenario.conditions(),
        scenario.exact() ? "exact" : "asymptotic",
        level,
        share(),
        intervals,
        replicates,
        verdict());
  }
}
