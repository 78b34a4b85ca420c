package org.therafed.evidence.survival.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Result;

/** A test of equal hazards in groups. */
public final class LogRankResult implements Result {

  /**
   * One group.
   *
   * @param label the group's label
   * @param n persons
   * @param events events, unweighted
   * @param observed events with the weights of the test
   * @param expected events expected if all groups had the same hazard, with these weights
   */
  public record Group(String label, long n, long events, double observed, double expected) {}

  /**
   * Peto's one-step hazard ratio of a group against the other, exp((O−E)/V). Biased towards 1 for
   * strong effects and unequal groups: a Cox model is to be preferred.
   *
   * @param hazardRatio above 0
   * @param interval exp((O−E)/V ± z/√V)
   * @see <a href="https://doi.org/10.1016/S0033-0620(85)80003-7">Yusuf &amp; others 1985</a>
   */
  public record PetoRatio(double hazardRatio, Interval interval) {}

  private final Basis basis;
  private final double level;
  private final double rho;
  private final List<Group> groups;
  private final double[][] variance;
  private final double chiSquare;
  private final int df;

  LogRankResult(
      Basis basis,
      double level,
      double rho,
      List<Group> groups,
      double[][] variance,
      double chiSquare,
      int df) {
    this.basis = basis;
    this.level = level;
    this.rho = rho;
    this.groups = List.copyOf(groups);
    this.variance = Arrays.stream(variance).map(double[]::clone).toArray(double[][]::new);
    this.chiSquare = chiSquare;
    this.df = df;
  }

  @Override
  public Basis basis() {
    return basis;
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (Group group : groups) {
      all.add(Estimate.of("observed", group.observed(), "1").at("group", group.label()));
      all.add(Estimate.of("expected", group.expected(), "1").at("group", group.label()));
    }
    all.add(Estimate.of("chi-square", chiSquare, "1"));
    all.add(Estimate.count("degrees of freedom", df));
    all.add(Estimate.of("p value", pValue(), "1"));
    petoRatio(groups.get(0).label())
        .ifPresent(
            peto ->
                all.add(
                    Estimate.of("Peto hazard ratio", peto.hazardRatio(), peto.interval(), "1")
                        .at("group", groups.get(0).label())));
    return all;
  }

  /** The groups by label, sorted. */
  public List<Group> groups() {
    return groups;
  }

  /** Covariance of observed less expected of two groups, by their places in {@link #groups()}. */
  public double variance(int group, int other) {
    return variance[group][other];
  }

  /** The test statistic, 0 or more. */
  public double chiSquare() {
    return chiSquare;
  }

  /** Degrees of freedom, 1 or more. */
  public int df() {
    return df;
  }

  /** Probability of such a statistic or a larger one if all groups had the same hazard. */
  public double pValue() {
    return ChiSquare.upperTail(chiSquare, df);
  }

  /**
   * Peto's hazard ratio of one of two groups against the other; empty for more groups, for rho
   * above 0, and where it is beyond what a number holds.
   */
  public Optional<PetoRatio> petoRatio(String label) {
    if (groups.size() != 2 || rho != 0) {
      return Optional.empty();
    }
    Group group = groups.get(groups.get(0).label().equals(label) ? 0 : 1);
    if (!group.label().equals(label)) {
      return Optional.empty();
    }
    double v = variance[0][0];
    double log = (group.observed() - group.expected()) / v;
    double half = Levels.z(level) / Math.sqrt(v);
    OptionalDouble upper = finite(Math.exp(log + half));
    return upper.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PetoRatio(
                Math.exp(log), new Interval(Math.exp(log - half), upper.getAsDouble(), level)));
  }

  private static OptionalDouble finite(double number) {
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
