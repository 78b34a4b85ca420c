package org.therafed.registry.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether a share has moved: a two-sided CUSUM of log-likelihood ratios over months (Page,
 * Biometrika 41:100, 1954; for binomial groups Steiner et al., Biostatistics 1:441, 2000).
 *
 * <p>Months are joined until {@link #LEAST_WHOLE} stand in a group, so that no group is of a few
 * people. The first {@link #BASELINE} groups say how often something is usually amiss, {@code p₀ =
 * (x+½)/(n+1)}. Each later group of {@code n} with {@code x} amiss adds {@code x·ln(p₁/p₀) +
 * (n−x)·ln((1−p₁)/(1−p₀))} to a sum that never falls below 0, once with twice the odds of {@code
 * p₀} for {@code p₁} and once with half of them. A sum above {@code ln 500} is an alert: while
 * nothing moves one comes once in 500 groups or less often (Lorden, Ann. Math. Statist. 42:1897,
 * 1971), whatever the size of the groups and however near a share is to 0 or 1.
 */
final class Drift {

  static final int BASELINE = 6;
  static final long LEAST_WHOLE = 11;
  static final double ODDS_RATIO = 2;
  static final double LIMIT = Math.log(500);

  private Drift() {}

  /**
   * An alert.
   *
   * @param direction {@code down} or {@code up}
   * @param since the month in which it began, such as {@code 2026-03}: after the sum was last zero
   */
  public record Alert(String direction, String since) {}

  private record Group(String month, Tally tally) {}

  /**
   * Whether the latest months are out of control.
   *
   * @param months such as {@code 2026-03}
   */
  static Optional<Alert> in(SortedMap<String, Tally> months) {
    List<Group> groups = groups(months);
    if (groups.size() <= BASELINE) {
      return Optional.empty();
    }
    Tally usual =
        groups.subList(0, BASELINE).stream().map(Group::tally).reduce(Tally.NONE, Tally::and);
    double rate = (amiss(usual) + 0.5) / (usual.whole() + 1);
    Side down = new Side("down", rate, ODDS_RATIO);
    Side up = new Side("up", rate, 1 / ODDS_RATIO);
    for (Group group : groups.subList(BASELINE, groups.size())) {
      down.add(group);
      up.add(group);
    }
    return down.alert().or(up::alert);
  }

  private static long amiss(Tally tally) {
    return tally.whole() - tally.part();
  }

  /** Each named by the first of its months; what is left over waits for the next month. */
  private static List<Group> groups(SortedMap<String, Tally> months) {
    List<Group> groups = new ArrayList<>();
    String begun = null;
    Tally sum = Tally.NONE;
    for (Map.Entry<String, Tally> month : months.entrySet()) {
      if (begun == null) {
        begun = month.getKey();
      }
      sum = sum.and(month.getValue());
      if (sum.whole() >= LEAST_WHOLE) {
        groups.add(new Group(begun, sum));
        begun = null;
        sum = Tally.NONE;
      }
    }
    return groups;
  }

  private static final class Side {
    private final String direction;
    private final double ifAmiss;
    private final double ifNot;
    private double sum;
    private String since = "";

    Side(String direction, double rate, double oddsRatio) {
      this.direction = direction;
      double other = oddsRatio * rate / (1 - rate + oddsRatio * rate);
      this.ifAmiss = Math.log(other / rate);
      this.ifNot = Math.log((1 - other) / (1 - rate));
    }

    void add(Group group) {
      if (sum == 0) {
        since = group.month();
      }
      sum = Math.max(0, sum + amiss(group.tally()) * ifAmiss + group.tally().part() * ifNot);
    }

    Optional<Alert> alert() {
      return sum > LIMIT ? Optional.of(new Alert(direction, since)) : Optional.empty();
    }
  }
}
