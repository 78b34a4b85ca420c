package org.therafed.evidence.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.therafed.evidence.competing.IncidenceCurve;
import org.therafed.evidence.competing.IncidencePoint;
import org.therafed.evidence.competing.IncidenceResult;
import org.therafed.evidence.partial.Levels;

/**
 * The rules for cumulative incidence, those of a survival curve for each group and cause. Neither
 * the number at risk nor the event-free share is shown: with the other causes they would give a
 * withheld one.
 */
final class IncidenceDoor {
  private final IncidenceResult result;
  private final DisclosurePolicy policy;
  private final Figures figures;

  private IncidenceDoor(IncidenceResult result, Coarsening whole, DisclosurePolicy policy) {
    this.result = result;
    this.policy = policy;
    this.figures = new Figures(result, whole);
  }

  static Verdict judge(IncidenceResult result, Coarsening whole, DisclosurePolicy policy) {
    IncidenceDoor door = new IncidenceDoor(result, whole, policy);
    result.curves().forEach(door::group);
    return door.figures.verdict();
  }

  private void group(String name, IncidenceCurve curve) {
    Optional<Coarsening> coarsening =
        curve.n() < policy.armMinimum()
            ? Optional.empty()
            : Coarsening.of(curve.n(), policy.armMinimum(), policy);
    if (coarsening.isEmpty()) {
      return;
    }
    boolean landmarksOnly = coarsening.get().rounded() < policy.landmarkOnlyBelow();
    List<Double> months =
        landmarksOnly
            ? policy.landmarkMonths().stream().map(m -> (double) m).toList()
            : everyMonth(curve);
    for (int cause = 1; cause <= result.causes().size(); cause++) {
      long events = curve.events(cause);
      if (!policy.small(events) && !policy.small(curve.n() - events)) {
        Map<String, String> of = Map.of("group", name, "cause", result.causes().get(cause - 1));
        curve(curve, cause, months, of);
      }
    }
  }

  private List<Double> everyMonth(IncidenceCurve curve) {
    int end = (int) Math.floor(curve.observedUntilDays() / policy.gridDays());
    return IntStream.rangeClosed(0, end)
        .mapToObj(m -> m * policy.gridDays() / DisclosurePolicy.MONTH_DAYS)
        .toList();
  }

  private void curve(IncidenceCurve curve, int cause, List<Double> months, Map<String, String> of) {
    Shown last = new Shown(0, null, null);
    long eventsShown = 0;
    for (double month : months) {
      double day = month * DisclosurePolicy.MONTH_DAYS;
      long atRisk = curve.atRiskAt(day);
      if (atRisk < policy.curveMinimumAtRisk()) {
        return;
      }
      long events = curve.eventsUntil(cause, day);
      if (events - eventsShown >= policy.curveEventsPerStep()) {
        long people =
            Math.max(policy.curveMinimumAtRisk(), policy.lowestOf(policy.rounded(atRisk)));
        int step = Coarsening.stepFor(policy.candidatesPerCell(), (double) people);
        if (step == 0) {
          return;
        }
        last = coarse(curve.at(cause, day), step / 1000.0, last);
        eventsShown = events;
      }
      Map<String, String> at = new java.util.TreeMap<>(of);
      at.put("month", String.valueOf(Math.round(month * 10) / 10.0));
      Double level = last.lower() == null ? null : (Double) result.level();
      figures.add("cumulative incidence", at, last.value(), last.lower(), last.upper(), level, "1");
    }
  }

  private record Shown(double value, Double lower, Double upper) {}

  /** As of a survival curve: limits by the number of people that would give this variance. */
  private Shown coarse(IncidencePoint point, double step, Shown last) {
    double f = point.incidence();
    double printed = Math.round(f / step) * Math.round(step * 1000) / 1000.0;
    double value = Math.max(last.value(), Math.min(1, printed));
    long effective = Math.round(f * (1 - f) / point.variance());
    double people = Math.max(1, policy.lowestOf(policy.rounded(effective)));
    double low = printed - step / 2;
    double high = value + step / 2;
    double lower = low <= 0 ? 0 : Math.pow(low, shift(low, people));
    double upper = high >= 1 ? 1 : Math.pow(high, 1 / shift(high, people));
    return new Shown(value, Coarsening.down(lower), Coarsening.up(upper));
  }

  /** The exponent of the limits on the scale log(−log F); see {@link IncidencePoint}. */
  private double shift(double f, double people) {
    double error = Math.sqrt(f * (1 - f) / people);
    return Math.exp(Levels.z(result.level()) * error / (f * Math.abs(Math.log(f))));
  }
}
