package org.therafed.evidence.cost.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.evidence.cost.effectiveness.CostEffectivenessTest.FRAME;
import static org.therafed.evidence.cost.effectiveness.CostEffectivenessTest.INTERVALS;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.partial.EvidenceFault;

/** Discounting, and what no frame or row may be. */
class CostFrameTest {
  @Test
  void costsAreDiscountedByDateAndEffectsContinuously() {
    CostFrame discounted = new CostFrame("payer", INTERVALS, 0.03, 0.03, 2026, "EUR");
    CostHistory cost =
        discounted.costs("s", 400, true, new double[] {0, 182.625}, new double[] {100, 100});
    assertThat(cost.total()).isEqualTo(100 + 100 / Math.sqrt(1.03), Offset.offset(1e-9));
    CostHistory years =
        discounted.qualityAdjustedYears(
            "s", 400, true, new double[] {0, 365.25}, new double[] {1, 0});
    // ∫ (1 − t) 1.03^(−t) dt from 0 to 365/365.25 years, by Simpson's rule.
    double end = 365 / 365.25;
    double sum = 0;
    for (int i = 0; i <= 1000; i++) {
      double t = end * i / 1000;
      sum += (i == 0 || i == 1000 ? 1 : i % 2 == 1 ? 4 : 2) * (1 - t) * Math.pow(1.03, -t);
    }
    assertThat(years.total()).isEqualTo(sum * end / 3000, Offset.offset(1e-10));
  }

  @Test
  void impossibleQuestionsAreRefused() {
    assertThatThrownBy(() -> new CostFrame("", INTERVALS, 0, 0, 2026, "EUR"))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-COST-005");
    assertThatThrownBy(() -> new CostFrame("payer", INTERVALS, Double.NaN, 0, 2026, "EUR"))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(
            () -> FRAME.qualityAdjustedYears("s", 10, true, new double[] {0}, new double[] {1.2}))
        .hasMessageStartingWith("EV-COST-005");
    assertThatThrownBy(() -> new CostFrame("payer", INTERVALS, 0, 0, 26, "EUR"))
        .hasMessageStartingWith("EV-COST-005");
    assertThatThrownBy(() -> new CostFrame("payer", INTERVALS, 0, 0, 2026, "euro"))
        .hasMessageStartingWith("EV-COST-005");
    assertThatThrownBy(() -> FRAME.costs("s", 10, true, new double[] {0}, new double[] {1, 2}))
        .hasMessageStartingWith("EV-COST-005");
    assertThatThrownBy(
            () -> FRAME.costs("s", 10, true, new double[] {Double.NaN}, new double[] {1}))
        .hasMessageStartingWith("EV-TIME-001");
    CostHistory ten = CostHistory.of("s", 10, true, new double[] {1, 1});
    CostHistory nine = CostHistory.of("s", 9, true, new double[] {1, 1});
    assertThatThrownBy(() -> new OutcomeRow(1, true, ten, nine))
        .hasMessageStartingWith("EV-COST-005");
  }
}
