package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnMergeTest {

  @Test
  void rowsOfBothStandOnceInOrderAndTheirCountsAreSummed() {
    int[] one = {1, 3, 5};
    int[] other = {0, 3, 6, 7};
    ColumnMerge merge = ColumnMerge.of(3, 4, (i, j) -> Integer.compare(one[i], other[j]));
    assertThat(merge.keys(one, other)).containsExactly(0, 1, 3, 5, 6, 7);
    assertThat(merge.keys(new double[] {1, 3, 5}, new double[] {0, 3, 6, 7}))
        .containsExactly(0, 1, 3, 5, 6, 7);
    assertThat(
            merge.keys(
                new boolean[] {true, false, true}, new boolean[] {false, false, false, true}))
        .containsExactly(false, true, false, true, false, true);
    assertThat(merge.sums(new long[] {10, 30, 50}, new long[] {1, 2, 3, 4}))
        .containsExactly(1, 10, 32, 50, 3, 4);
    assertThat(merge.sums(new double[] {10, 30, 50}, new double[] {1, 2, 3, 4}))
        .containsExactly(1, 10, 32, 50, 3, 4);
  }

  @Test
  void anEmptyTableChangesNothing() {
    int[] one = {1, 3};
    ColumnMerge merge = ColumnMerge.of(2, 0, (i, j) -> 0);
    assertThat(merge.keys(one, new int[0])).containsExactly(one);
  }

  @Test
  void unequalLengthsAreRefused() {
    assertThatCode(() -> ColumnChecks.oneLength("a table", 2, 2, 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ColumnChecks.oneLength("a table", 2, 2, 3))
        .isInstanceOfSatisfying(
            EvidenceFault.class,
            fault -> assertThat(fault.code()).isEqualTo(EvidenceCode.PARTIAL_UNREADABLE));
  }

  @Test
  void rowsOutOfOrderOrTwiceAreRefused() {
    int[] twice = {1, 2, 2};
    assertThatThrownBy(
            () -> ColumnChecks.inOrder("a table", 3, (i, j) -> Integer.compare(twice[i], twice[j])))
        .isInstanceOfSatisfying(
            EvidenceFault.class,
            fault -> assertThat(fault.code()).isEqualTo(EvidenceCode.PARTIAL_UNREADABLE));
  }
}
