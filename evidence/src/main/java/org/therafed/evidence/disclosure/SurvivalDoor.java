package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.therafed.evidence.disclosure.DisclosedSurvival.Month;
import org.therafed.evidence.disclosure.DisclosedSurvival.Months;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;

/**
 * The rules for a survival curve; the argument for its precision is in {@code docs/disclosure.md}.
 */
final class SurvivalDoor {
  private static final double HALF = 0.5;

  private final SurvivalCurve curve;
  private final Coarsening coarsening;
  private final DisclosurePolicy policy;
  private final List<Month> months = new ArrayList<>();
  private long eventsShown;
  private Month last = new Month(0, 1, null, null, 0, 0);

  private SurvivalDoor(SurvivalCurve curve, Coarsening coarsening, DisclosurePolicy policy) {
    this.curve = curve;
    this.coarsening = coarsening;
    this.policy = policy;
  }

  static Verdict judge(SurvivalCurve curve, Coarsening coarsening, DisclosurePolicy policy) {
    return new SurvivalDoor(curve, coarsening, policy).judge();
  }

  private Verdict judge() {
    // The printed n decides, so that the choice tells nothing more.
    boolean landmarksOnly = coarsening.rounded() < policy.landmarkOnlyBelow();
    double gridMonths = policy.gridDays() / DisclosurePolicy.MONTH_DAYS;
    int end = (int) Math.floor(curve.lastTimeDays() / policy.gridDays());
    double[] grid =
        landmarksOnly
            ? policy.landmarkMonths().stream().mapToDouble(m -> m).toArray()
            : IntStream.rangeClosed(0, end).mapToDouble(m -> m * gridMonths).toArray();
    for (double month : grid) {
      if (!show(month)) {
        break;
      }
    }
    if (months.isEmpty()) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    Months none = new Months(null, null, null);
    return Verdict.released(
        new DisclosedSurvival(
            coarsening.rounded(),
            curve.sites(),
            curve.level(),
            landmarksOnly,
            months,
            landmarksOnly ? none : median(),
            landmarksOnly ? none : medianFollowUp(),
            curve.method()));
  }

  /** Adds the curve at a month; false where it must stop. */
  private boolean show(double month) {
    double day = month * DisclosurePolicy.MONTH_DAYS;
    Point point = curve.at(day);
    if (point.atRisk() < policy.curveMinimumAtRisk() || point.survival() == 0) {
      return false;
    }
    // Without censoring the number at risk is n·S, and rounding it apart from S would narrow both;
    // so it is then derived
    // from what is printed. Once at least a cell of people is censored, it is a count of its own.
    boolean derived = policy.small(curve.censoredUntil(day)) && !curve.hasLateEntries();
    long shownAtRisk = policy.rounded(point.atRisk());
    long events = curve.eventsUntil(day);
    Month now = last;
    if (events - eventsShown >= policy.curveEventsPerStep()) {
      double people =
          derived
              ? coarsening.lowest()
              : Math.max(policy.curveMinimumAtRisk(), policy.lowestOf(shownAtRisk));
      double reach = derived ? 1 : last.survival();
      int step = Coarsening.stepFor(policy.candidatesPerCell() * reach, people);
      if (step == 0) {
        return false;
      }
      if (eventsShown > 0 || !derived || hidesFirstEvents(point.survival(), step)) {
        now = coarse(point, step);
        if (now == null) {
          return false;
        }
        eventsShown = events;
      }
    }
    long atRisk =
        derived ? policy.rounded(Math.round(now.survival() * coarsening.rounded())) : shownAtRisk;
    double printed = Math.round(month * 10) / 10.0;
    last = new Month(printed, now.survival(), now.lower(), now.upper(), atRisk, now.step());
    months.add(last);
    return true;
  }

  /**
   * Whether the first printed value leaves enough numbers of events, for every n that is printed
   * the same. A band that begins just above the fewest events at which a curve moves would leave
   * one or two; the curve then waits for the next event.
   */
  private boolean hidesFirstEvents(double survival, int stepPerMille) {
    double step = stepPerMille / 1000.0;
    long band = Math.round(survival / step);
    for (long n = coarsening.lowest(); n <= coarsening.highest(); n++) {
      long people = n;
      long alike =
          LongStream.rangeClosed(policy.curveEventsPerStep(), n)
              .filter(events -> Math.round((people - events) / (double) people / step) == band)
              .count();
      if (alike < policy.candidatesPerCell()) {
        return false;
      }
    }
    return true;
  }

  /** The point's survival and limits at a step; null if it would print as 0. */
  private Month coarse(Point point, int stepPerMille) {
    double step = stepPerMille / 1000.0;
    double s = point.survival();
    double printed = Math.round(s / step) * stepPerMille / 1000.0;
    // A coarser step may print higher than the month before; a survival curve never rises.
    double value = Math.min(last.survival(), printed);
    if (value <= 0) {
      return null;
    }
    double stdErr = point.stdErr().orElseThrow();
    // As many uncensored people would give this variance (Cutler & Ederer 1958): n itself where
    // nobody is censored, so
    // that its rounding repeats the rounding of n.
    long effective = Math.round(s * (1 - s) / (stdErr * stdErr));
    double people = Math.max(1, policy.lowestOf(policy.rounded(effective)));
    double z = Levels.z(curve.level());
    double low = value - step / 2;
    double high = printed + step / 2;
    double lower = low <= 0 ? 0 : curve.band().lower(low, Math.sqrt(low * (1 - low) / people), z);
    double upper =
        high >= 1 ? 1 : curve.band().upper(high, Math.sqrt(high * (1 - high) / people), z);
    return new Month(0, value, Coarsening.down(lower), Coarsening.up(upper), 0, step);
  }

  /**
   * The median with limits that are read off the published curve. Unrounded ones are days of
   * events, another at each level, and someone who asks at many would have them all.
   */
  private Months median() {
    Double value = month(curve.median(), curve::eventsUntil);
    return value == null ? new Months(null, null, null) : new Months(value, lower(), upper());
  }

  private Months medianFollowUp() {
    return new Months(month(curve.medianFollowUp(), curve::censoredUntil), null, null);
  }

  /**
   * The last month at which the curve was seen to change and its lower limit was still above one
   * half: between changes limits are carried on, so that the exact one may cross anywhere after it.
   */
  private double lower() {
    Month change = months.get(0);
    double above = 0;
    for (Month month : months) {
      if (!sameAs(change, month)) {
        change = month;
      }
      if (month.lower() != null && month.lower() <= HALF) {
        return above;
      }
      above = change.month();
    }
    return above;
  }

  /** The first month at which the upper limit is at most one half; null if it is not reached. */
  private Double upper() {
    for (Month month : months) {
      if (month.upper() != null && month.upper() <= HALF) {
        return month.month();
      }
    }
    return null;
  }

  private static boolean sameAs(Month one, Month other) {
    return one.survival() == other.survival()
        && Objects.equals(one.lower(), other.lower())
        && Objects.equals(one.upper(), other.upper());
  }

  /**
   * A quantile in months to one decimal, where the curve is published and enough people had their
   * time before it; else null.
   */
  private Double month(SurvivalQuantile quantile, DoubleToLongFunction until) {
    OptionalDouble days = quantile.timeDays();
    if (days.isEmpty()
        || days.getAsDouble() > last.month() * DisclosurePolicy.MONTH_DAYS
        || policy.small(until.applyAsLong(days.getAsDouble()))
        || curve.atRiskAt(days.getAsDouble()) < policy.curveMinimumAtRisk()) {
      return null;
    }
    return Math.round(days.getAsDouble() / DisclosurePolicy.MONTH_DAYS * 10) / 10.0;
  }
}
