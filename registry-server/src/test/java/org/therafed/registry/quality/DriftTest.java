package org.therafed.registry.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The CUSUM alerts seldom while nothing moves, and soon once something does. */
class DriftTest {

  private static String month(int number) {
    return String.format(Locale.ROOT, "%04d-%02d", 2020 + number / 12, number % 12 + 1);
  }

  private static Tally drawn(Random random, int whole, double share) {
    int part = 0;
    for (int i = 0; i < whole; i++) {
      part += random.nextDouble() < share ? 1 : 0;
    }
    return new Tally(part, whole);
  }

  /** {@code whole} courses a month; from a month on with another share. */
  private static SortedMap<String, Tally> months(
      Random random, int count, int whole, double share, int from, double later) {
    SortedMap<String, Tally> months = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      months.put(month(i), drawn(random, whole, i < from ? share : later));
    }
    return months;
  }

  @Test
  void aLastingFallIsFoundWithinFourMonthsAndDated() {
    Random random = new Random(7);
    int found = 0;
    int dated = 0;
    for (int run = 0; run < 200; run++) {
      var alert = Drift.in(months(random, 22, 30, 0.95, 18, 0.75));
      if (alert.isPresent() && alert.get().direction().equals("down")) {
        found++;
        dated += alert.get().since().compareTo(month(15)) >= 0 ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(180);
    // The month after the sum was last zero is at times an earlier one.
    assertThat(dated).isGreaterThan(130);
  }

  @Test
  void whileNothingMovesAlertsAreRare() {
    Random random = new Random(11);
    int alerts = 0;
    for (int run = 0; run < 1000; run++) {
      alerts += Drift.in(months(random, 24, 30, 0.9, 24, 0.9)).isPresent() ? 1 : 0;
    }
    // Known baseline: one in 500 groups or fewer, so of 18 groups at most 4 percent, and as many
    // the other way; an estimated one more.
    assertThat(alerts).isLessThan(150);
  }

  @Test
  void aRiseIsSaidToBeOne() {
    assertThat(Drift.in(months(new Random(3), 24, 40, 0.6, 18, 0.95)))
        .hasValueSatisfying(alert -> assertThat(alert.direction()).isEqualTo("up"));
  }

  @Test
  void nothingIsSaidBeforeSixGroupsAndOneMore() {
    assertThat(Drift.in(months(new Random(5), 6, 30, 0.9, 3, 0.1))).isEmpty();
    assertThat(Drift.in(new TreeMap<>())).isEmpty();
  }

  @Test
  void monthsOfAFewCoursesAreJoinedUntilElevenStandTogether() {
    // 3 a month: four months make one group of 12, so that 24 months are only six groups.
    assertThat(Drift.in(months(new Random(5), 24, 3, 0.9, 12, 0))).isEmpty();
    assertThat(Drift.in(months(new Random(5), 60, 3, 0.9, 32, 0)))
        .hasValueSatisfying(alert -> assertThat(alert.direction()).isEqualTo("down"));
  }

  @Test
  void perfectionThatLastsIsNoAlert() {
    assertThat(Drift.in(months(new Random(1), 48, 50, 1, 48, 1))).isEmpty();
  }
}
