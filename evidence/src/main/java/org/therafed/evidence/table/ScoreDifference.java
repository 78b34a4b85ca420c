package org.therafed.evidence.table;

import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.response.Proportion;

/** Intervals of the difference of two proportions, first minus second. */
public final class ScoreDifference {
  private ScoreDifference() {}

  /**
   * Hybrid score interval from the two Wilson intervals.
   *
   * @see <a
   *     href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">Newcombe
   *     1998b, method 10</a>
   */
  public static Interval newcombe(Cells t, double level) {
    Interval one = Proportion.wilson(t.a(), t.n1(), level);
    Interval two = Proportion.wilson(t.c(), t.n2(), level);
    double p1 = (double) t.a() / t.n1();
    double p2 = (double) t.c() / t.n2();
    double difference = p1 - p2;
    return new Interval(
        difference - Math.hypot(p1 - one.lower(), two.upper() - p2),
        difference + Math.hypot(one.upper() - p1, p2 - two.lower()),
        level);
  }

  /** p₁ − p₂ ± z √(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂); too narrow for small or extreme counts. */
  public static Interval wald(Cells t, double level) {
    double p1 = (double) t.a() / t.n1();
    double p2 = (double) t.c() / t.n2();
    double half = Levels.z(level) * Math.sqrt(p1 * (1 - p1) / t.n1() + p2 * (1 - p2) / t.n2());
    return new Interval(p1 - p2 - half, p1 - p2 + half, level);
  }

  /**
   * Differences that the score test with variance N/(N−1) does not reject.
   *
   * @see <a href="https://doi.org/10.1002/sim.4780040211">Miettinen &amp; Nurminen 1985</a>
   */
  public static Interval miettinenNurminen(Cells t, double level) {
    double z = Levels.z(level);
    double seen = (double) t.a() / t.n1() - (double) t.c() / t.n2();
    return new Interval(limit(t, z, seen, -1), limit(t, z, seen, 1), level);
  }

  private static double limit(Cells t, double z, double seen, double edge) {
    // Between the difference seen (not rejected) and the edge of what is possible.
    double in = seen;
    double out = edge;
    for (int i = 0; i < 200 && Math.abs(out - in) > 1e-15; i++) {
      double middle = (in + out) / 2;
      double variance = variance(t, middle);
      boolean rejected =
          variance <= 0 ? middle != seen : Math.abs(seen - middle) > z * Math.sqrt(variance);
      if (rejected) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return in;
  }

  /** Variance at the two proportions that are likeliest among those with the given difference. */
  private static double variance(Cells t, double difference) {
    double n1 = t.n1();
    double n2 = t.n2();
    double n = n1 + n2;
    double m = t.events();
    // The likelihood equation is the cubic a x³ + b x² + c x + d = 0 in the second proportion.
    double a = n;
    double b = (n1 + 2 * n2) * difference - n - m;
    double c = (n2 * difference - n - 2 * t.c()) * difference + m;
    double d = t.c() * difference * (1 - difference);
    double v = Math.pow(b / (3 * a), 3) - b * c / (6 * a * a) + d / (2 * a);
    double u = Math.copySign(Math.sqrt(Math.max(0, b * b / (9 * a * a) - c / (3 * a))), v);
    double w = u == 0 ? 0 : (Math.PI + Math.acos(Math.max(-1, Math.min(1, v / (u * u * u))))) / 3;
    double p2 = Math.max(0, Math.min(1, 2 * u * Math.cos(w) - b / (3 * a)));
    double p1 = Math.max(0, Math.min(1, p2 + difference));
    return (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1);
  }
}
