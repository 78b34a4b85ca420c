package org.therafed.evidence.cox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundsDriver;

/** The laws of a partial, and rounds over sites against the fit of the pooled rows. */
class CoxLawsTest {
  private static final CoxModel MODEL = CoxModel.of(List.of("x", "y"));

  private static List<CoxRow> rows(long seed, int size) {
    Random random = new Random(seed);
    List<CoxRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double entry = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
      rows.add(
          new CoxRow(
              "site" + random.nextInt(3),
              entry,
              entry + 1 + random.nextInt(9),
              random.nextInt(3) > 0,
              new double[] {random.nextInt(2), random.nextGaussian()},
              "s" + random.nextInt(2),
              random.nextBoolean() ? "" : "c" + random.nextInt(8),
              0.5 + random.nextInt(3),
              random.nextInt(3) * 0.1));
    }
    return rows;
  }

  private static CoxModel model(long seed) {
    CoxModel.Variance[] variances = CoxModel.Variance.values();
    return MODEL
        .with(seed % 2 == 0 ? Ties.EFRON : Ties.BRESLOW)
        .with(variances[(int) Math.floorMod(seed / 2, 3L)]);
  }

  @Property(tries = 1000, seed = "20261121")
  void splitMergedInAnyOrderIsThePooledFit(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Cox cox = new Cox(model(seed));
    List<CoxRow> rows = rows(seed, n);
    List<CoxRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed + 1));
    CoxRows merged = cox.empty();
    for (int from = 0; from < n; from += 7) {
      merged = cox.partialOf(shuffled.subList(from, Math.min(n, from + 7))).merge(merged);
    }
    CoxRows pooled = cox.partialOf(rows);
    assertThat(merged).isEqualTo(pooled);
    same(cox.finish(merged), cox.finish(pooled));
  }

  @Property(tries = 1000, seed = "20261122")
  void emptyIsTheIdentityAndJsonKeepsAll(@ForAll long seed, @ForAll @IntRange(max = 20) int n) {
    Cox cox = new Cox(MODEL);
    CoxRows some = cox.partialOf(rows(seed, n));
    CoxRows more = cox.partialOf(rows(seed + 1, 5));
    assertThat(some.merge(cox.empty())).isEqualTo(some);
    assertThat(cox.empty().merge(some)).isEqualTo(some);
    assertThat(some.merge(more)).isEqualTo(more.merge(some));
    assertThat(some.merge(more)).isNotEqualTo(some);
    assertThat(PartialJson.read(PartialJson.write(some), CoxRows.class)).isEqualTo(some);
  }

  @Property(tries = 1000, seed = "20261123")
  void roundsOverSitesAreThePooledSiteStratifiedFit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
    CoxModel model = model(seed).bySite();
    if (model.variance() == CoxModel.Variance.ROBUST) {
      // Clusters across sites cannot be summed by site; within a site they can.
      model = model.with(CoxModel.Variance.ROBUST_BY_SITE);
    }
    Cox cox = new Cox(model);
    List<CoxRow> rows = rows(seed, n);
    TreeMap<String, List<CoxRow>> bySite = new TreeMap<>();
    rows.forEach(r -> bySite.computeIfAbsent(r.site(), s -> new ArrayList<>()).add(r));
    List<CoxSource> sources = new ArrayList<>();
    for (List<CoxRow> site : bySite.values()) {
      sources.add(new CoxSource(cox.partialOf(site), model));
    }
    Collections.shuffle(sources, new Random(seed));
    same(RoundsDriver.run(new CoxFit(model), sources), cox.finish(cox.partialOf(rows)));
  }

  private static void same(Finding<CoxResult> one, Finding<CoxResult> other) {
    assertThat(one.getClass()).isEqualTo(other.getClass());
    if (one.result().isEmpty()) {
      assertThat(one).isEqualTo(other);
      return;
    }
    CoxResult a = one.result().get();
    CoxResult b = other.result().get();
    assertThat(a.n()).isEqualTo(b.n());
    assertThat(a.events()).isEqualTo(b.events());
    assertThat(a.sites()).isEqualTo(b.sites());
    assertThat(a.notEstimable()).isEqualTo(b.notEstimable());
    close(a.logLikelihood(), b.logLikelihood());
    close(a.logLikelihoodNull(), b.logLikelihoodNull());
    close(a.score().statistic(), b.score().statistic());
    assertThat(a.wald().isPresent()).isEqualTo(b.wald().isPresent());
    for (int i = 0; i < a.terms().size(); i++) {
      CoxTerm p = a.terms().get(i);
      CoxTerm q = b.terms().get(i);
      close(p.coefficient(), q.coefficient());
      close(p.standardError(), q.standardError());
      close(p.z(), q.z());
      assertThat(p.robustError().isPresent()).isEqualTo(q.robustError().isPresent());
    }
    assertThat(a.proportionalHazards()).hasSize(1);
    assertThat(b.proportionalHazards()).hasSize(1);
    close(
        a.proportionalHazards().get(0).score().get(0),
        b.proportionalHazards().get(0).score().get(0));
  }

  private static void close(double one, double other) {
    double tolerance = 1e-9 * Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    assertThat(Math.abs(one - other)).isLessThanOrEqualTo(tolerance);
  }
}
