package org.therafed.evidence.disclosure;

import java.util.Map;
import org.therafed.evidence.longitudinal.ChangeResult;
import org.therafed.evidence.longitudinal.VisitChange;
import org.therafed.evidence.partial.Interval;

/**
 * The rule for mean changes: a visit of an arm needs as many people measured as an arm has, and a
 * mean is printed to a step of at least its limits' half-width over the root of their number –
 * about twice what one person of average deviation moves it by. How many missed a visit is not
 * shown.
 */
final class ChangeDoor {
  private ChangeDoor() {}

  static Verdict judge(ChangeResult result, Coarsening whole, DisclosurePolicy policy) {
    Figures figures = new Figures(result, whole);
    for (VisitChange at : result.visits()) {
      if (at.measured() < policy.armMinimum() || at.interval().isEmpty()) {
        continue;
      }
      Interval limits = at.interval().get();
      double half = (limits.upper() - limits.lower()) / 2;
      if (!(half > 0)) {
        // Everybody changed alike: the mean is each one's own.
        continue;
      }
      long people = Math.max(policy.armMinimum(), policy.lowestOf(policy.rounded(at.measured())));
      double step = RateDoor.step(half / Math.sqrt((double) people));
      figures.add(
          "mean change",
          Map.of("arm", at.arm(), "visit", at.visit()),
          RateDoor.clean(Math.rint(at.mean().orElseThrow() / step) * step),
          RateDoor.clean(Math.floor(limits.lower() / step) * step),
          RateDoor.clean(Math.ceil(limits.upper() / step) * step),
          limits.level(),
          result.measure());
    }
    return figures.verdict();
  }
}
