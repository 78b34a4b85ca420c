package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisclosurePolicyTest {
  private static final List<Integer> MONTHS = List.of(6, 12);

  static Stream<Runnable> looser() {
    return Stream.of(
        () -> new DisclosurePolicy(10, 5, 20, 11, 3, 11, 5, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 4, 20, 11, 3, 11, 5, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 19, 11, 3, 11, 5, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 10, 3, 11, 5, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 2, 11, 5, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 10, 5, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 4, 30.4375, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, 30, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, Double.NaN, 50, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, 30.4375, 49, MONTHS, 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, 30.4375, 50, List.of(7), 3, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, 30.4375, 50, MONTHS, 2, 0.25),
        () -> new DisclosurePolicy(11, 5, 20, 11, 3, 11, 5, 30.4375, 50, MONTHS, 3, 0.26));
  }

  @ParameterizedTest
  @MethodSource("looser")
  void looserRuleIsRefused(Runnable construct) {
    assertThatThrownBy(construct::run).hasMessageStartingWith("EV-POLICY-001");
  }

  @Test
  void tighteningTakesTheStricterOfEachRule() {
    DisclosurePolicy strict =
        new DisclosurePolicy(15, 5, 30, 11, 5, 11, 10, 60.875, 50, MONTHS, 4, 0.2);
    DisclosurePolicy both = DisclosurePolicy.defaults().tightened(strict);
    assertThat(both).isEqualTo(strict);
    assertThat(strict.tightened(DisclosurePolicy.defaults())).isEqualTo(strict);
  }

  @Test
  void countsAreRoundedToTheNearestMultiple() {
    DisclosurePolicy policy = DisclosurePolicy.defaults();
    assertThat(policy.rounded(12)).isEqualTo(10);
    assertThat(policy.rounded(13)).isEqualTo(15);
    assertThat(policy.lowestOf(15)).isEqualTo(13);
    assertThat(policy.highestOf(15)).isEqualTo(17);
    DisclosurePolicy ten =
        new DisclosurePolicy(11, 10, 20, 11, 3, 11, 5, 30.4375, 50, MONTHS, 3, 0.25);
    for (DisclosurePolicy each : List.of(policy, ten)) {
      for (long n = 0; n < 200; n++) {
        assertThat(n).isBetween(each.lowestOf(each.rounded(n)), each.highestOf(each.rounded(n)));
        assertThat(each.rounded(each.lowestOf(each.rounded(n)))).isEqualTo(each.rounded(n));
        assertThat(each.rounded(each.highestOf(each.rounded(n)))).isEqualTo(each.rounded(n));
      }
    }
  }
}
