package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NotEstimable;

/** What a Cox fit says of numbers that no fit can take in. */
class CoxReasonTest {
  private static final Cox COX = new Cox(CoxModel.of(List.of("x")));

  private static String reason(CoxRow... rows) {
    Finding<CoxResult> finding = COX.finish(COX.partialOf(List.of(rows)));
    assertThat(finding).isInstanceOf(NotEstimable.class);
    return ((NotEstimable<CoxResult>) finding).reason();
  }

  @Test
  void covariateTooLargeForItsSquareIsSaidToBeSo() {
    assertThat(
            reason(
                CoxRow.of("a", 1, true, 0),
                CoxRow.of("a", 2, true, 1e200),
                CoxRow.of("b", 3, false, 1)))
        .startsWith("covariates, weights or offsets too large or too far apart");
  }

  @Test
  void weightBesideWhichNoOtherCountsIsNamedAsAPossibleReason() {
    assertThat(
            reason(
                CoxRow.of("a", 1, true, 0),
                CoxRow.of("a", 2, true, 0.3),
                CoxRow.of("b", 3, false, 1).weighing(1e300)))
        .contains("the weight of few rows leaves no digit for the others");
  }
}
