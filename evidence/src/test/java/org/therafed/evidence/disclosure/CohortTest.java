package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CohortTest {

  @Test
  void personWithTwoCoursesCountsOnce() {
    assertThat(Cohort.of(3, 1, 3).size()).isEqualTo(2);
  }

  @Test
  void symmetricDifferenceCountsWhoIsInExactlyOne() {
    assertThat(Cohort.of(1, 2, 3, 9).symmetricDifference(Cohort.of(2, 3, 4))).isEqualTo(3);
    assertThat(Cohort.of(1, 2).symmetricDifference(Cohort.of())).isEqualTo(2);
  }

  @Test
  void armBelongsToItsCohort() {
    Cohort whole = Released.people(40);
    Cohort arm = whole.arm(LongStream.rangeClosed(1, 15));
    assertThat(arm.isArm()).isTrue();
    assertThat(arm.size()).isEqualTo(15);
    assertThat(arm.wholeSize()).isEqualTo(40);
    assertThatThrownBy(() -> whole.arm(LongStream.of(41))).hasMessageStartingWith("EV-COHORT-001");
  }
}
