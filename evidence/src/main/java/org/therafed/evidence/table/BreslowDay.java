package org.therafed.evidence.table;

import java.util.List;
import java.util.Optional;

/** Whether one odds ratio fits all strata. */
final class BreslowDay {
  private BreslowDay() {}

  /**
   * Σ (a − e)² / v − (Σ(a − e))² / Σ v with e and v of the first cell at the common odds ratio and
   * the stratum's margins; strata minus 1 degrees of freedom.
   */
  static Optional<TestResult> test(List<Cells> strata, double odds) {
    int informative = 0;
    double chi = 0;
    double off = 0;
    double variance = 0;
    for (Cells t : strata) {
      long events = t.events();
      if (t.n1() == 0 || t.n2() == 0 || events == 0 || events == t.n()) {
        continue;
      }
      double e = expected(t, odds);
      double v = 1 / (1 / e + 1 / (t.n1() - e) + 1 / (events - e) + 1 / (t.n2() - events + e));
      informative++;
      chi += (t.a() - e) * (t.a() - e) / v;
      off += t.a() - e;
      variance += v;
    }
    return informative < 2
        ? Optional.empty()
        : Optional.of(TestResult.of(chi - off * off / variance, informative - 1));
  }

  /** The first cell at which the margins give the odds ratio: the root between its bounds. */
  private static double expected(Cells t, double odds) {
    double low = Math.max(0, t.events() - t.n2());
    double high = Math.min(t.n1(), t.events());
    for (int i = 0; i < 200 && high - low > 1e-14 * high; i++) {
      double e = (low + high) / 2;
      double left = e * (t.n2() - t.events() + e);
      double right = odds * (t.n1() - e) * (t.events() - e);
      if (left > right) {
        high = e;
      } else {
        low = e;
      }
    }
    return (low + high) / 2;
  }
}
