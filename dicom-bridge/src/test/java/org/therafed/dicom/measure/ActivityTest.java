package org.therafed.dicom.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");
  private static final Duration FLUORINE_18 = Duration.ofMillis(6_586_200);

  @Test
  void oneMegabecquerelIsAMillionBecquerel() {
    assertThat(new Becquerel(394_000_000).toMegabecquerel()).isEqualTo(new Megabecquerel(394));
    assertThat(new Megabecquerel(394).toBecquerel()).isEqualTo(new Becquerel(394_000_000));
    assertThat(new Megabecquerel(7400).gigabecquerel()).isEqualTo(7.4);
  }

  @Test
  void halfIsLeftAfterOneHalfLifeAndTwiceWasThereOneBefore() {
    Megabecquerel activity = new Megabecquerel(400);

    assertThat(activity.decayedTo(NOON, NOON.plus(FLUORINE_18), FLUORINE_18).value())
        .isCloseTo(200, within(1e-12));
    assertThat(activity.decayedTo(NOON, NOON.minus(FLUORINE_18), FLUORINE_18).value())
        .isCloseTo(800, within(1e-12));
    assertThat(new Becquerel(5).decayedTo(NOON, NOON, FLUORINE_18).value()).isEqualTo(5);
  }

  /** exp(-ln 2 * 3600 / 6586.2), computed apart. */
  @Test
  void anHourOfFluorine18LeavesSixtyEightPercent() {
    assertThat(new Megabecquerel(1).decayedTo(NOON, NOON.plusSeconds(3600), FLUORINE_18).value())
        .isCloseTo(Math.exp(-Math.log(2) * 3600 / 6586.2), within(1e-15));
  }

  @Test
  void impossibleActivitiesAndHalfLivesAreRefused() {
    assertThatThrownBy(() -> new Becquerel(-1)).hasMessageContaining("zero or more");
    assertThatThrownBy(() -> new Megabecquerel(Double.NaN)).hasMessageContaining("finite");
    assertThatThrownBy(() -> new Megabecquerel(1).decayedTo(NOON, NOON, Duration.ZERO))
        .hasMessageContaining("more than zero");
  }
}
