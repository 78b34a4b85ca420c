package org.therafed.evidence.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/** Exact limits against R's binomial and Poisson quantiles, and sites without meaning. */
class FunnelPlotTest {

  @Test
  void limitsAreTheInterpolatedExactOnes() {
    FunnelPlot proportions = FunnelPlot.of(FunnelPlot.Kind.PROPORTION);
    Interval wide = proportions.limits(0.2, 100, 0.95);
    assertThat(wide.lower()).isEqualTo(0.119742232715069, within(1e-12));
    assertThat(wide.upper()).isEqualTo(0.276476085033592, within(1e-12));
    Interval wider = proportions.limits(0.2, 100, 0.998);
    assertThat(wider.lower()).isEqualTo(0.0809782525645995, within(1e-12));
    assertThat(wider.upper()).isEqualTo(0.326765851516642, within(1e-12));
    Interval rate = FunnelPlot.of(FunnelPlot.Kind.RATE).limits(0.5, 50, 0.95);
    assertThat(rate.lower()).isEqualTo(0.303503130657111, within(1e-12));
    assertThat(rate.upper()).isEqualTo(0.695534343801794, within(1e-12));
  }

  @Test
  void limitsStayWithinWhatCanHappen() {
    Interval one = FunnelPlot.of(FunnelPlot.Kind.PROPORTION).limits(0.5, 1, 0.998);
    assertThat(one.lower()).isZero();
    assertThat(one.upper()).isLessThanOrEqualTo(1).isGreaterThan(0.9);
    assertThat(FunnelPlot.of(FunnelPlot.Kind.RATE).limits(1e-6, 1, 0.95).lower()).isZero();
  }

  private static Finding<FunnelResult> funnel(FunnelPlot plot, SiteCount... sites) {
    return plot.finish(plot.partialOf(List.of(sites)));
  }

  @Test
  void sitesBeyondTheLimitsAreFlaggedByLevel() {
    FunnelResult result =
        funnel(
                FunnelPlot.of(FunnelPlot.Kind.PROPORTION),
                new SiteCount("a", 20, 100),
                new SiteCount("b", 29, 100),
                new SiteCount("c", 11, 100),
                new SiteCount("d", 40, 100),
                new SiteCount("e", 0, 0))
            .result()
            .orElseThrow();
    assertThat(result.target()).isEqualTo(0.25);
    assertThat(result.points())
        .extracting(FunnelPoint::beyond)
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0.998),
            OptionalDouble.of(0.998));
    assertThat(result.n()).isEqualTo(400);
    assertThat(result.sites()).isEqualTo(4);
    // z² by site: 0.0025 + 0.0016 + 0.0196 + 0.0225 by 0.25·0.75/100, a quarter of it.
    assertThat(result.dispersion()).isEqualTo(0.0462 / 0.001875 / 4, within(1e-12));
    assertThat(result.warnings()).anyMatch(w -> w.startsWith("1 sites without persons"));
    assertThat(result.warnings()).anyMatch(w -> w.startsWith("Sites differ by more than chance"));
  }

  @Test
  void withoutPersonsOrWithoutDifferenceThereIsNoFunnel() {
    FunnelPlot plot = FunnelPlot.of(FunnelPlot.Kind.PROPORTION);
    assertThat(funnel(plot)).isInstanceOf(NoData.class);
    assertThat(funnel(plot, new SiteCount("a", 0, 0))).isInstanceOf(NoData.class);
    assertThat(funnel(plot, new SiteCount("a", 0, 9))).isInstanceOf(NotEstimable.class);
    assertThat(funnel(plot, new SiteCount("a", 9, 9))).isInstanceOf(NotEstimable.class);
    assertThat(funnel(plot, new SiteCount("a", 3, 9)).result().orElseThrow().warnings())
        .contains("One site: it is compared with itself.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleDenominatorsAreRefused(double denominator) {
    assertThatThrownBy(() -> new SiteCount("a", 1, denominator)).isInstanceOf(EvidenceFault.class);
  }

  @Test
  void moreEventsThanPersonsAreRefused() {
    FunnelPlot plot = FunnelPlot.of(FunnelPlot.Kind.PROPORTION);
    assertThatThrownBy(() -> funnel(plot, new SiteCount("a", 4, 3)))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> funnel(plot, new SiteCount("a", 1, 3.5)))
        .isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(
            () -> new FunnelPlot(FunnelPlot.Kind.PROPORTION, OptionalDouble.of(1.2), List.of(0.95)))
        .isInstanceOf(EvidenceFault.class);
  }
}
