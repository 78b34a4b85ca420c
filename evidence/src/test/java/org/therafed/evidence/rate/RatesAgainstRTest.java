package org.therafed.evidence.rate;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.reference.LargestError;
import org.therafed.evidence.table.Arm;

/** Rates compared with {@code poisson.test} of R 4.2.2. */
class RatesAgainstRTest {

  /** 41 events in 30 000 days and 30 in 32 000, at three sites. */
  private static List<ExposureRow> rows() {
    List<ExposureRow> rows = new ArrayList<>();
    rows.add(new ExposureRow("a", Arm.FIRST, 10_000, 17));
    rows.add(new ExposureRow("b", Arm.FIRST, 20_000, 24));
    rows.add(new ExposureRow("b", Arm.SECOND, 12_000, 11));
    rows.add(new ExposureRow("c", Arm.SECOND, 20_000, 19));
    return rows;
  }

  @Test
  void rateRatioMeetsPoissonTest() {
    RateRatio estimator = new RateRatio(0.95);
    RateRatioResult r = estimator.finish(estimator.partialOf(rows())).result().orElseThrow();
    new LargestError()
        .add("ratio", r.ratio().orElseThrow(), 1.4577777777777778)
        .add("lower", r.exact().lower(), 0.8883052532569086)
        .add("upper", r.exact().upper().orElseThrow(), 2.4177780861460842)
        .add("p", r.pValue(), 0.12338072752075055)
        .isAtMost(1e-14);
  }

  @Test
  void rateMeetsPoissonTest() {
    PoissonRate estimator = new PoissonRate(0.95);
    Rate rate =
        estimator.finish(estimator.partialOf(rows().subList(0, 2))).result().orElseThrow().rate();
    new LargestError()
        .add("rate", rate.perDay(), 0.0013666666666666666)
        .add("lower", rate.exact().lower(), 0.000980743595615176)
        .add("upper", rate.exact().upper(), 0.0018540376521911637)
        .isAtMost(1e-14);
  }
}
