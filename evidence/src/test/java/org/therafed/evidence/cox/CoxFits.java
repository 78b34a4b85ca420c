package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NotEstimable;

/** Small fits of rows, and what comes of them. */
final class CoxFits {
  static final CoxModel ONE = CoxModel.of(List.of("x"));
  static final CoxModel TWO = CoxModel.of(List.of("x", "y"));

  private CoxFits() {}

  static Finding<CoxResult> fit(CoxModel model, CoxRow... rows) {
    Cox cox = new Cox(model);
    return cox.finish(cox.partialOf(List.of(rows)));
  }

  static CoxResult estimated(CoxModel model, CoxRow... rows) {
    return fit(model, rows).result().orElseThrow();
  }

  static String reason(Finding<CoxResult> finding) {
    assertThat(finding).isInstanceOf(NotEstimable.class);
    return ((NotEstimable<CoxResult>) finding).reason();
  }

  static double covariate(CoxRow row) {
    double[] x = new double[1];
    row.copyCovariates(x, 0);
    return x[0];
  }

  static void refused(EvidenceCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            EvidenceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
