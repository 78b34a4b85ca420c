package org.therafed.evidence.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LevelCountsTest {

  private static double[] count(double[][] rows, int... persons) {
    LevelCounts counts = new LevelCounts(rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      counts.add(persons.length == 0 ? -1 : persons[i], rows[i], 0);
    }
    double[] sums = new double[LevelCounts.size(rows[0].length) + 2];
    counts.copyTo(sums, 2);
    return sums;
  }

  private static long smallest(double[][] rows, int... persons) {
    return LevelCounts.smallest(count(rows, persons), 2, rows[0].length);
  }

  @Test
  void rarerLevelOfAnIndicatorIsTheSmallest() {
    assertThat(smallest(new double[][] {{0, 5}, {1, 6}, {1, 1}, {1, 0}})).isEqualTo(1);
    assertThat(smallest(new double[][] {{1, 5}, {0, 6}, {0, 1}, {0, 0}})).isEqualTo(1);
  }

  @Test
  void numbersHaveNoLevels() {
    assertThat(smallest(new double[][] {{0.5}, {1}, {0}, {1}})).isEqualTo(4);
  }

  @Test
  void referenceLevelOfAFactorIsCounted() {
    // Levels b and c have three persons each, the reference one.
    double[][] rows = {{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 1}, {0, 0}};
    assertThat(smallest(rows)).isEqualTo(1);
    double[][] overlapping = {{1, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 1}, {0, 1}, {0, 0}};
    assertThat(smallest(overlapping)).isEqualTo(3);
  }

  @Test
  void rowsOfOnePersonCountOnce() {
    double[][] rows = {{1}, {1}, {1}, {0}, {0}, {0}};
    assertThat(smallest(rows)).isEqualTo(3);
    assertThat(smallest(rows, 0, 0, 0, 1, 2, 3)).isEqualTo(1);
  }

  @Test
  void sumsOfTwoSourcesAddUp() {
    double[] one = count(new double[][] {{1, 0}, {1, 0}, {0, 1}, {0, 0}});
    double[] two = count(new double[][] {{1, 0}, {0, 1}, {0, 1}, {0, 0}});
    for (int i = 0; i < one.length; i++) {
      one[i] += two[i];
    }
    assertThat(LevelCounts.smallest(one, 2, 2)).isEqualTo(2);
  }

  @Test
  void levelThatNobodyHasCountsNobody() {
    assertThat(smallest(new double[][] {{0}, {0}})).isZero();
  }
}
