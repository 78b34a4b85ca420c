package org.therafed.evidence.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;

class ResponseRateTest {
  private final ResponseRate rate = new ResponseRate(0.95);

  @Test
  void noRowIsNamedNoData() {
    assertThat(rate.finish(rate.empty())).isInstanceOf(NoData.class);
  }

  @Test
  void respondersAreCountedOverSites() {
    ResponseResult result =
        rate.finish(
                rate.partialOf(
                    List.of(
                        new ResponseRow("a", true),
                        new ResponseRow("a", false),
                        new ResponseRow("b", true),
                        new ResponseRow("b", true))))
            .result()
            .orElseThrow();
    assertThat(result.n()).isEqualTo(4);
    assertThat(result.responders()).isEqualTo(3);
    assertThat(result.sites()).isEqualTo(2);
    assertThat(result.rate()).isEqualTo(0.75);
    assertThat(result.warnings()).isNotEmpty();
  }

  @Test
  void limitsAtTheEdgesHaveTheirClosedForm() {
    // 1 − 0.025^(1/n) for none of n, and its mirror image.
    double limit = 1 - Math.pow(0.025, 0.1);
    assertThat(Proportion.clopperPearson(0, 10, 0.95).lower()).isZero();
    assertThat(Proportion.clopperPearson(0, 10, 0.95).upper()).isEqualTo(limit, within(1e-14));
    assertThat(Proportion.clopperPearson(10, 10, 0.95).lower()).isEqualTo(1 - limit, within(1e-14));
    assertThat(Proportion.clopperPearson(10, 10, 0.95).upper()).isEqualTo(1);
    assertThat(Proportion.wilson(0, 10, 0.95).lower()).isZero();
    assertThat(Proportion.wilson(10, 10, 0.95).upper()).isEqualTo(1);
  }

  @Test
  void limitsOfVeryManyStayOrdered() {
    for (long x : new long[] {0, 1, 500_000, 999_999, 1_000_000}) {
      double p = x / 1e6;
      assertThat(Proportion.clopperPearson(x, 1_000_000, 0.999).contains(p)).isTrue();
      assertThat(Proportion.wilson(x, 1_000_000, 0.999).contains(p)).isTrue();
    }
  }

  @Test
  void levelBeyondOneIsRefused() {
    assertThatThrownBy(() -> new ResponseRate(95))
        .isInstanceOfSatisfying(
            EvidenceFault.class,
            fault -> assertThat(fault.code()).isEqualTo(EvidenceCode.LEVEL_OUT_OF_RANGE))
        .hasMessageStartingWith("EV-LEVEL-001");
    assertThatThrownBy(() -> new ResponseRate(Double.NaN)).isInstanceOf(EvidenceFault.class);
  }

  @Test
  void rowWithoutSiteIsRefused() {
    assertThatThrownBy(() -> new ResponseRow(" ", true)).hasMessageStartingWith("EV-ROW-001");
  }
}
