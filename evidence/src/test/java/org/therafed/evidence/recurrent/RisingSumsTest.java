package org.therafed.evidence.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RisingSumsTest {

  @Property(tries = 1000, seed = "20261121")
  void sameAsTermByTerm(
      @ForAll @IntRange(min = 0, max = 5000) int y,
      @ForAll @DoubleRange(min = -9, max = 6) double power) {
    double alpha = Math.pow(10, power);
    double logs = 0;
    double slopes = 0;
    // Smallest first, so that the comparison itself loses no digits.
    for (int k = 1; k < y; k++) {
      logs += Math.log1p(alpha * k);
      slopes += k / (1 + alpha * k);
    }
    assertThat(RisingSums.logs(y, alpha)).isCloseTo(logs, withinPercentage(1e-10));
    assertThat(RisingSums.slopes(y, alpha)).isCloseTo(slopes, withinPercentage(1e-10));
  }

  @Property(tries = 100, seed = "20261121")
  void poissonHasNoLogs(@ForAll @IntRange(min = 2, max = 50_000) int y) {
    assertThat(RisingSums.logs(y, 0)).isZero();
    assertThat(RisingSums.slopes(y, 0)).isCloseTo(y * (y - 1.0) / 2, withinPercentage(1e-12));
  }
}
