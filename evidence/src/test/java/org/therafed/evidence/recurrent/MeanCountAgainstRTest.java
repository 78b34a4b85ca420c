package org.therafed.evidence.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.reference.LargestError;

/** The mean cumulative count compared with {@code survfit(Surv(t0, t1, e) ~ 1, id)} of R. */
class MeanCountAgainstRTest {

  @Test
  void meanAndItsErrorMeetSurvfit() {
    int[][] data = {
      {1, 0, 3, 1},
      {1, 3, 8, 1},
      {1, 8, 12, 0},
      {2, 0, 5, 1},
      {2, 5, 9, 0},
      {3, 0, 7, 0},
      {4, 0, 6, 1},
      {4, 6, 10, 1},
      {5, 0, 11, 0}
    };
    List<RecurrentRow> rows = new ArrayList<>();
    for (int[] row : data) {
      rows.add(
          new RecurrentRow(
              "site" + rows.size() % 3, "p" + row[0], "g", row[1], row[2], row[3] == 1));
    }
    MeanCumulativeCount estimator = new MeanCumulativeCount(0.95);
    MeanCountCurve curve =
        estimator.finish(estimator.partialOf(rows)).result().orElseThrow().curves().get("g");
    new LargestError()
        .add("mean at 3", curve.at(3).mean(), 0.2)
        .add("mean at 6", curve.at(6).mean(), 0.6)
        .add("mean at 10", curve.at(10).mean(), 1.1833333333333333)
        .add("error at 3", curve.at(3).stdErr(), 0.17888543819998318)
        .add("error at 6", curve.at(6).stdErr(), 0.21908902300206645)
        .add("error at 10", curve.at(10).stdErr(), 0.42759556003654076)
        .isAtMost(1e-15);
  }
}
