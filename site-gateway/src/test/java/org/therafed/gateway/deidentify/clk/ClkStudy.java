package org.therafed.gateway.deidentify.clk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Two hospitals with some patients in common: how often keys of two persons are taken for one, and
 * those of one for two, at each threshold.
 */
final class ClkStudy {

  static final double STEP = 0.005;
  private static final int STEPS = (int) Math.round(1 / STEP);

  private final boolean chinese;
  private final List<ClkFacts> here = new ArrayList<>();
  private final List<ClkFacts> there = new ArrayList<>();
  private final int common;

  /**
   * Invents them.
   *
   * @param persons at each hospital; a quarter is at both, one in twenty of the others is a brother
   *     or sister of somebody at the other
   */
  ClkStudy(boolean chinese, int persons, long seed) {
    this.chinese = chinese;
    this.common = persons / 4;
    SyntheticNames names = new SyntheticNames(seed);
    for (int i = 0; i < persons; i++) {
      here.add(chinese ? names.chinese() : names.latin());
    }
    for (int i = 0; i < persons; i++) {
      there.add(
          i < common
              ? names.again(here.get(i), chinese)
              : i % 20 == 0
                  ? names.sibling(here.get(i), chinese)
                  : chinese ? names.chinese() : names.latin());
    }
  }

  /**
   * What came of one form of key.
   *
   * @param falsePairs pairs of two persons at or above each threshold, by {@code threshold / STEP}
   * @param missed pairs of one person below it
   * @param differentPairs of two persons
   * @param onePersonPairs of one person
   */
  record Outcome(
      List<Long> falsePairs, List<Long> missed, long differentPairs, long onePersonPairs) {

    double falsePerMillion(int step) {
      return 1e6 * falsePairs.get(step) / differentPairs;
    }

    double missedShare(int step) {
      return (double) missed.get(step) / onePersonPairs;
    }

    /** The least threshold with at most so many false pairs of a million. */
    int step(double mostFalsePerMillion) {
      int step = STEPS;
      while (step > 0 && falsePerMillion(step - 1) <= mostFalsePerMillion) {
        step--;
      }
      return step;
    }

    String row(String form, double mostFalsePerMillion) {
      int step = step(mostFalsePerMillion);
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %.3f | %d | %.2f | %.1f %% |",
          form,
          mostFalsePerMillion,
          step * STEP,
          falsePairs.get(step),
          falsePerMillion(step),
          100 * missedShare(step));
    }
  }

  Outcome run(ClkHardening hardening) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 11);
    ClkEncoder encoder = new ClkEncoder(secret, hardening);
    List<Clk> left = here.stream().map(facts -> encoder.encode(facts).orElseThrow()).toList();
    List<Clk> right = there.stream().map(facts -> encoder.encode(facts).orElseThrow()).toList();
    long[] different = new long[STEPS + 1];
    long[] same = new long[STEPS + 1];
    for (int i = 0; i < left.size(); i++) {
      for (int j = 0; j < right.size(); j++) {
        int step = (int) Math.floor(left.get(i).dice(right.get(j)) / STEP + 1e-9);
        (i == j && i < common ? same : different)[step]++;
      }
    }
    long pairs = (long) left.size() * right.size() - common;
    long[] falsePairs = new long[STEPS + 1];
    long[] missed = new long[STEPS + 1];
    long above = 0;
    for (int step = STEPS; step >= 0; step--) {
      above += different[step];
      falsePairs[step] = above;
    }
    long below = 0;
    for (int step = 0; step <= STEPS; step++) {
      missed[step] = below;
      below += same[step];
    }
    return new Outcome(
        Arrays.stream(falsePairs).boxed().toList(),
        Arrays.stream(missed).boxed().toList(),
        pairs,
        common);
  }

  /**
   * Name, birth date and sex compared as they are written, without errors: what a key is to beat.
   */
  double missedByExactComparison() {
    int missed = 0;
    for (int i = 0; i < common; i++) {
      ClkFacts one = here.get(i);
      ClkFacts other = there.get(i);
      boolean equal =
          NameTokens.of(one.family(), one.given())
                  .equals(NameTokens.of(other.family(), other.given()))
              && one.born().equals(other.born())
              && one.sex().equals(other.sex());
      missed += equal ? 0 : 1;
    }
    return (double) missed / common;
  }

  String names() {
    return chinese ? "Chinese" : "Latin";
  }
}
