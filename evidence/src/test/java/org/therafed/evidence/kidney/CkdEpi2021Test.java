package org.therafed.evidence.kidney;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CkdEpi2021Test {

  @Test
  void atKappaOnlyAgeAndSexCount() {
    assertThat(CkdEpi2021.fromMgPerDl(0.7, 50, Sex.FEMALE))
        .isEqualTo(142 * Math.pow(0.9938, 50) * 1.012, within(1e-10));
    assertThat(CkdEpi2021.fromMgPerDl(0.9, 50, Sex.MALE))
        .isEqualTo(142 * Math.pow(0.9938, 50), within(1e-10));
  }

  @Test
  void bothUnitsAgree() {
    assertThat(CkdEpi2021.fromMicromolPerL(88.4, 63, Sex.MALE))
        .isEqualTo(CkdEpi2021.fromMgPerDl(1, 63, Sex.MALE), within(1e-12));
  }

  @Test
  void boundsThemselvesCount() {
    assertThat(CkdEpi2021.fromMgPerDl(0.05, 18, Sex.FEMALE)).isPositive();
    assertThat(CkdEpi2021.fromMgPerDl(50, 120, Sex.MALE)).isPositive();
    assertThat(CkdEpi2021.fromMicromolPerL(4420, 120, Sex.MALE)).isPositive();
  }

  @Test
  void valuesBeyondTheBoundsAreRefused() {
    double[] bad = {0, -1, 0.049, 50.1, 88.4, Double.NaN, Double.POSITIVE_INFINITY};
    for (double creatinine : bad) {
      assertThatThrownBy(() -> CkdEpi2021.fromMgPerDl(creatinine, 50, Sex.FEMALE))
          .hasMessageStartingWith("EV-KIDNEY-001");
    }
    for (double creatinine : new double[] {1.1, 0, -3, 4421, Double.NaN}) {
      assertThatThrownBy(() -> CkdEpi2021.fromMicromolPerL(creatinine, 50, Sex.FEMALE))
          .hasMessageStartingWith("EV-KIDNEY-001");
    }
    for (double age : new double[] {17.99, 0, -5, 121, Double.NaN}) {
      assertThatThrownBy(() -> CkdEpi2021.fromMgPerDl(1, age, Sex.MALE))
          .hasMessageStartingWith("EV-KIDNEY-001");
    }
  }
}
