package org.therafed.evidence.rate;

import java.util.Optional;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;

/** Intervals of the mean of a Poisson count. Divide by the time at risk for those of a rate. */
public final class Poisson {
  private Poisson() {}

  /**
   * Exact interval by gamma quantiles: lower Γ(α/2; x), upper Γ(1−α/2; x+1); the lower limit of no
   * event is 0.
   *
   * @param events 0 or more
   * @see <a href="https://doi.org/10.1093/biomet/28.3-4.437">Garwood 1936</a>
   */
  public static Interval garwood(long events, double level) {
    check(events);
    double tail = (1 - Levels.check(level)) / 2;
    return new Interval(
        events == 0 ? 0 : gammaQuantile(tail, (double) events, false),
        gammaQuantile(tail, events + 1.0, true),
        level);
  }

  /**
   * Byar's closed form, close to the exact interval from 5 events on; for no event the lower limit
   * is 0.
   *
   * @see <a
   *     href="https://publications.iarc.fr/Book-And-Report-Series/Iarc-Scientific-Publications">
   *     Breslow &amp; Day 1987, IARC Sci Publ 82, p. 69</a>
   */
  public static Interval byar(long events, double level) {
    check(events);
    double z = Levels.z(level);
    double x = events;
    double lower =
        events == 0 ? 0 : x * Math.pow(Math.max(0, 1 - 1 / (9 * x) - z / (3 * Math.sqrt(x))), 3);
    double more = x + 1;
    double upper = more * Math.pow(1 - 1 / (9 * more) + z / (3 * Math.sqrt(more)), 3);
    return new Interval(lower, upper, level);
  }

  /** x exp(± z/√x); empty for no event. */
  public static Optional<Interval> logNormal(long events, double level) {
    check(events);
    double factor = Math.exp(Levels.z(level) / Math.sqrt((double) events));
    return events == 0
        ? Optional.empty()
        : Optional.of(new Interval(events / factor, events * factor, level));
  }

  /** The interval divided by a positive time or expectation. */
  public static Interval per(Interval counts, double divisor) {
    return new Interval(counts.lower() / divisor, counts.upper() / divisor, counts.level());
  }

  /** Where the lower (or upper) tail of a gamma variate of unit scale has the probability. */
  private static double gammaQuantile(double tail, double shape, boolean upper) {
    double logNorm = Gamma.logGamma(shape);
    double low = 0;
    double high = shape + 40 * Math.sqrt(shape) + 800;
    double x = shape;
    for (int i = 0; i < 200; i++) {
      double excess =
          upper
              ? tail - Gamma.regularizedGammaQ(shape, x)
              : Gamma.regularizedGammaP(shape, x) - tail;
      if (excess < 0) {
        low = x;
      } else {
        high = x;
      }
      double density = Math.exp((shape - 1) * Math.log(x) - x - logNorm);
      double next = x - excess / density;
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - x) <= 2 * Math.ulp(x)) {
        return next;
      }
      x = next;
    }
    return x;
  }

  private static void check(long events) {
    if (events < 0) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with(events);
    }
  }
}
