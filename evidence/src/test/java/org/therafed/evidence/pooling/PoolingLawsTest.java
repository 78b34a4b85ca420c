package org.therafed.evidence.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.therafed.evidence.partial.PartialJson;

/** Site estimates and counts merge exactly, in any split and order, over JSON. */
class PoolingLawsTest {

  @Property(tries = 1000, seed = "20261121")
  void siteEstimatesMergeExactly(@ForAll long seed, @ForAll @IntRange(max = 12) int k) {
    Random random = new Random(seed);
    List<SiteEstimate> rows = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      double stdErr = 0.05 + random.nextDouble();
      rows.add(new SiteEstimate("site" + i, 40, 9, random.nextGaussian(), stdErr));
    }
    Heterogeneity[] methods = Heterogeneity.values();
    MetaAnalysis analysis =
        new MetaAnalysis(
            methods[random.nextInt(methods.length)],
            random.nextBoolean() ? PoolingTest.Z : PoolingTest.HARTUNG_KNAPP,
            Prediction.T_K_MINUS_2,
            0.9);
    SiteEstimates pooled = analysis.partialOf(rows);
    Collections.shuffle(rows, random);
    int cut = k == 0 ? 0 : random.nextInt(k);
    String wire = PartialJson.write(analysis.partialOf(rows.subList(0, cut)));
    SiteEstimates one = PartialJson.read(wire, SiteEstimates.class);
    SiteEstimates two = analysis.partialOf(rows.subList(cut, k));
    assertThat(one.merge(two)).isEqualTo(pooled);
    assertThat(two.merge(one)).isEqualTo(pooled);
    assertThat(pooled.merge(analysis.empty())).isEqualTo(pooled);
    assertThat(analysis.finish(one.merge(two))).isEqualTo(analysis.finish(pooled));
    if (k > 1) {
      PooledEstimate result = analysis.finish(pooled).result().orElseThrow();
      double sum = result.weightsPercent().values().stream().mapToDouble(w -> w).sum();
      assertThat(sum).isEqualTo(100, within(1e-9));
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void reachesTheHighestLikelihoodOrAStationaryOne(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 15) int k) {
    Random random = new Random(seed);
    double[] y = new double[k];
    double[] v = new double[k];
    for (int i = 0; i < k; i++) {
      y[i] = 3 * random.nextGaussian();
      v[i] = Math.exp(2 * random.nextGaussian());
    }
    Tau2 tau2 = new Tau2(y, v);
    double found = tau2.estimate(Heterogeneity.REML);
    Tau2.Weighted at = tau2.at(found);
    double slope = (at.rss2 - at.traceP()) / 2;
    // Zero slope inside; at 0 the likelihood may also fall away from it.
    assertThat(found > 0 ? Math.abs(slope) : 0).isLessThan(1e-6 * at.traceP());
    double paule = tau2.estimate(Heterogeneity.PM);
    if (paule > 0) {
      assertThat(tau2.at(paule).rss).isEqualTo(k - 1, within(1e-9 * k));
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void siteCountsMerge(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    List<SiteCount> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int persons = 1 + random.nextInt(90);
      rows.add(new SiteCount("site" + random.nextInt(4), random.nextInt(persons + 1), persons));
    }
    FunnelPlot plot = FunnelPlot.of(FunnelPlot.Kind.PROPORTION);
    SiteCounts pooled = plot.partialOf(rows);
    Collections.shuffle(rows, random);
    int cut = n == 0 ? 0 : random.nextInt(n);
    String wire = PartialJson.write(plot.partialOf(rows.subList(0, cut)));
    SiteCounts one = PartialJson.read(wire, SiteCounts.class);
    SiteCounts two = plot.partialOf(rows.subList(cut, n));
    assertThat(one.merge(two)).isEqualTo(pooled);
    assertThat(two.merge(one)).isEqualTo(pooled);
    assertThat(plot.empty().merge(pooled)).isEqualTo(pooled);
    assertThat(plot.finish(one.merge(two))).isEqualTo(plot.finish(pooled));
  }
}
