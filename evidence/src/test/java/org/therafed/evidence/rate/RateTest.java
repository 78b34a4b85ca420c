package org.therafed.evidence.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.table.Arm;

class RateTest {
  private final PoissonRate rate = new PoissonRate(0.95);
  private final RateRatio ratio = new RateRatio(0.95);

  @Test
  void noEventHasTheClosedFormAndNoLogNormalInterval() {
    // −log(0.025): e^−λ is the probability of no event.
    assertThat(Poisson.garwood(0, 0.95).lower()).isZero();
    assertThat(Poisson.garwood(0, 0.95).upper()).isEqualTo(-Math.log(0.025), within(1e-13));
    assertThat(Poisson.garwood(1, 0.95).lower()).isEqualTo(-Math.log(0.975), within(1e-14));
    assertThat(Poisson.logNormal(0, 0.95)).isEmpty();
  }

  @Test
  void byarIsCloseToTheExactLimitsAndBelowFiveLessSo() {
    for (long x : new long[] {5, 10, 50, 1000}) {
      Interval exact = Poisson.garwood(x, 0.95);
      Interval byar = Poisson.byar(x, 0.95);
      assertThat(byar.lower()).isEqualTo(exact.lower(), within(0.01 * x));
      assertThat(byar.upper()).isEqualTo(exact.upper(), within(0.01 * x));
      assertThat(byar).isNotEqualTo(exact);
    }
    assertThat(Poisson.byar(0, 0.95).lower()).isZero();
    assertThat(Poisson.byar(0, 0.95).upper()).isEqualTo(3.6689, within(0.05));
    assertThat(Poisson.byar(1, 0.999).lower()).isNotNegative();
  }

  @Test
  void limitsOfVeryManyEventsStayAroundThem() {
    for (long x : new long[] {1000, 1_000_000, 100_000_000}) {
      Interval i = Poisson.garwood(x, 0.95);
      assertThat(i.contains((double) x)).isTrue();
      assertThat(i.upper() - i.lower()).isEqualTo(3.92 * Math.sqrt((double) x), within(10.0));
    }
  }

  @Test
  void nobodyAtRiskIsNamed() {
    assertThat(rate.finish(rate.empty())).isInstanceOf(NoData.class);
    assertThat(rate.finish(rate.partialOf(List.of(ExposureRow.of("a", 0, 0)))))
        .isInstanceOf(NotEstimable.class);
    assertThat(ratio.finish(ratio.empty())).isInstanceOf(NoData.class);
    assertThat(ratio.finish(ratio.partialOf(List.of(ExposureRow.of("a", 5, 2)))))
        .isInstanceOf(NotEstimable.class);
    assertThat(
            ratio.finish(
                ratio.partialOf(
                    List.of(
                        new ExposureRow("a", Arm.FIRST, 5, 0),
                        new ExposureRow("a", Arm.SECOND, 5, 0)))))
        .isInstanceOf(NotEstimable.class);
  }

  @Test
  void noEventInTheSecondArmLeavesTheRatioUnbounded() {
    RateRatioResult r =
        ratio
            .finish(
                ratio.partialOf(
                    List.of(
                        new ExposureRow("a", Arm.FIRST, 40, 5),
                        new ExposureRow("b", Arm.SECOND, 40, 0))))
            .result()
            .orElseThrow();
    assertThat(r.ratio()).isEmpty();
    assertThat(r.exact().upper()).isEmpty();
    assertThat(r.exact().lower()).isEqualTo(1 / 1.091279105182546, within(1e-12));
    assertThat(r.logNormal()).isEmpty();
    assertThat(r.pValue()).isEqualTo(0.0625, within(1e-12));
    assertThat(r.sites()).isEqualTo(2);
  }

  @Test
  void binomialTestAddsBothTails() {
    // binom.test(7, 20, 0.6) of R.
    assertThat(ExactBinomial.twoSided(7, 20, 0.6)).isEqualTo(0.03699009026777941, within(1e-13));
    assertThat(ExactBinomial.twoSided(12, 20, 0.6)).isEqualTo(1, within(1e-12));
    assertThat(ExactBinomial.twoSided(0, 1, 0.5)).isEqualTo(1, within(1e-12));
  }

  @Test
  void impossibleTimesAndCountsAreRefused() {
    assertThatThrownBy(() -> ExposureRow.of("a", Double.NaN, 0))
        .hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> ExposureRow.of("a", Double.POSITIVE_INFINITY, 0))
        .hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> ExposureRow.of("a", -1, 0)).hasMessageStartingWith("EV-TIME-002");
    assertThatThrownBy(() -> ExposureRow.of("a", 1, -1)).hasMessageStartingWith("EV-ROW-002");
    assertThatThrownBy(() -> ExposureRow.of("a", 0, 1)).hasMessageStartingWith("EV-ROW-002");
    assertThatThrownBy(() -> ExposureRow.of(null, 1, 1)).hasMessageStartingWith("EV-ROW-001");
    assertThatThrownBy(() -> Poisson.garwood(-1, 0.95)).hasMessageStartingWith("EV-ROW-002");
  }
}
