package org.therafed.evidence.survival.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Result;

/**
 * A survival curve from assessment intervals. It falls within the intervals that hold mass; how it
 * falls within one is not known, so that there S has two bounds.
 */
public final class TurnbullResult implements Result {
  /** Beyond rounding of a sum of masses. */
  private static final double ROUNDING = 1e-10;

  /**
   * An innermost interval with mass.
   *
   * @param leftDays its beginning, not part of it unless it is a known day
   * @param rightDays its end, part of it; empty if it has none
   * @param exact whether it is one known day
   * @param mass probability of an event in it, above 0
   */
  public record Support(double leftDays, OptionalDouble rightDays, boolean exact, double mass) {}

  /**
   * Bounds of S at a time; equal where S is determined.
   *
   * @param lower S if all mass of the interval around the time falls before it
   * @param upper S if all of it falls after it
   */
  public record Bounds(double lower, double upper) {}

  private final Basis basis;
  private final List<Support> support;
  private final double gap;

  TurnbullResult(Basis basis, List<Support> support, double gap) {
    this.basis = basis;
    this.support = List.copyOf(support);
    this.gap = gap;
  }

  @Override
  public Basis basis() {
    return basis;
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (Support each : support) {
      if (each.rightDays().isPresent()) {
        double day = each.rightDays().getAsDouble();
        all.add(Estimate.of("survival", survivalAt(day).upper(), "1").at("day", day));
      }
    }
    Optional<Support> median = quantile(0.5);
    OptionalDouble none = OptionalDouble.empty();
    all.add(
        Estimate.of(
            "median survival at or before",
            median.isPresent() ? median.get().rightDays() : none,
            "d"));
    return all;
  }

  /** The intervals with mass, in order. */
  public List<Support> support() {
    return support;
  }

  /** Bound on how far the log likelihood is below its maximum. */
  public double logLikelihoodGap() {
    return gap;
  }

  /**
   * Bounds of S at a time.
   *
   * @param timeDays days, 0 or more
   */
  public Bounds survivalAt(double timeDays) {
    if (!Double.isFinite(timeDays)) {
      throw EvidenceCode.TIME_NOT_FINITE.with(timeDays);
    }
    if (timeDays < 0) {
      throw EvidenceCode.TIME_NEGATIVE.with(timeDays);
    }
    double later = 0;
    double undecided = 0;
    for (Support each : support) {
      boolean ended = each.rightDays().isPresent() && each.rightDays().getAsDouble() <= timeDays;
      if (!ended) {
        boolean begun = each.leftDays() < timeDays;
        undecided += begun ? each.mass() : 0;
        later += begun ? 0 : each.mass();
      }
    }
    return new Bounds(Math.min(1, later), Math.min(1, later + undecided));
  }

  /**
   * The interval in which S falls to 1 − p or below; empty if it does so after the last assessment
   * or not at all.
   */
  public Optional<Support> quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(p);
    }
    double gone = 0;
    for (Support each : support) {
      gone += each.mass();
      if (gone >= p - ROUNDING) {
        return each.rightDays().isPresent() ? Optional.of(each) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
