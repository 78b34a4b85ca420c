package org.therafed.evidence.toxicity;

import java.util.Optional;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/**
 * The uncertainty of a rate of events that may repeat in a person. With y events in t days per
 * person, n persons and r = Σy/Σt.
 *
 * @param standardError by persons as clusters: √(n/(n−1) Σ(y − r t)²) / Σt
 * @param robust r · exp(± z · standardError / r)
 * @param dispersion Pearson's Σ (y − r t)²/(r t) / (n−1); 1 for Poisson counts
 * @param quasiPoisson r · exp(± z √(max(1, dispersion)/Σy))
 */
public record RepeatedRate(
    double standardError, Interval robust, double dispersion, Interval quasiPoisson) {

  static Optional<RepeatedRate> of(GradeSums sums, AdverseEventPartial.SiteSums all, double level) {
    if (sums.events() == 0 || all.persons() < 2) {
      return Optional.empty();
    }
    double n = all.persons();
    double rate = sums.events() / all.days();
    double squares =
        Math.max(
            0,
            sums.eventsSquared() - 2 * rate * sums.eventDays() + rate * rate * all.daysSquared());
    double error = Math.sqrt(n / (n - 1) * squares) / all.days();
    // Σ (y − r t)²/(r t) with the cross terms summed out: Σ y²/(r t) − Σ y.
    double pearson = Math.max(0, sums.eventsSquaredPerDay() / rate - sums.events());
    double dispersion = pearson / (n - 1);
    double z = Levels.z(level);
    return Optional.of(
        new RepeatedRate(
            error,
            around(rate, z * error / rate, level),
            dispersion,
            around(rate, z * Math.sqrt(Math.max(1, dispersion) / sums.events()), level)));
  }

  private static Interval around(double rate, double logHalf, double level) {
    return new Interval(rate * Math.exp(-logHalf), rate * Math.exp(logHalf), level);
  }
}
