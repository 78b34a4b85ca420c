package org.therafed.evidence.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.therafed.evidence.pooling.FunnelPlot;
import org.therafed.evidence.pooling.Heterogeneity;
import org.therafed.evidence.pooling.MetaAnalysis;
import org.therafed.evidence.pooling.PooledEstimate;
import org.therafed.evidence.pooling.PoolingTest;
import org.therafed.evidence.pooling.Prediction;
import org.therafed.evidence.pooling.SiteCount;
import org.therafed.evidence.pooling.SiteEstimate;

/** A row is a site; metafor, which has these, is not among R's recommended packages. */
final class PoolingQuestions {
  private static final String FAMILY = "pooling";

  private PoolingQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "fixed effect", n -> pooled(n, Heterogeneity.FE, PoolingTest.Z))
            .sizes(10, 100, 1_000)
            .against(
                1_000,
                1e-9,
                "{ w <- 1 / d$error^2; c(sum(w * d$effect) / sum(w), 1 / sqrt(sum(w))) }"),
        Question.of(FAMILY, "DerSimonian–Laird", n -> pooled(n, Heterogeneity.DL, PoolingTest.Z))
            .sizes(10, 100, 1_000)
            .against(
                1_000,
                1e-9,
                """
                { w <- 1 / d$error^2; m <- sum(w * d$effect) / sum(w)
                  t <- max(0, (sum(w * (d$effect - m)^2) - n + 1) / (sum(w) - sum(w^2) / sum(w)))
                  w <- 1 / (d$error^2 + t); c(sum(w * d$effect) / sum(w), 1 / sqrt(sum(w))) }
                """),
        Question.of(
                FAMILY,
                "REML, Hartung–Knapp",
                n -> pooled(n, Heterogeneity.REML, PoolingTest.HARTUNG_KNAPP))
            .sizes(10, 100, 1_000),
        Question.of(FAMILY, "leave one site out, REML", PoolingQuestions::leaveOneOut)
            .sizes(10, 100),
        Question.of(FAMILY, "funnel plot, exact control limits", PoolingQuestions::funnel)
            .sizes(10, 100, 1_000));
  }

  private static Columns rows(int n) {
    Columns d = new Columns(n);
    return d.with("error", i -> 0.15 + 0.3 * d.random().nextDouble())
        .with(
            "effect",
            i ->
                0.5
                    + 0.3 * d.random().nextGaussian()
                    + d.get("error")[i] * d.random().nextGaussian());
  }

  private static List<SiteEstimate> sites(Columns d) {
    return d.rows(i -> new SiteEstimate("site" + i, 0, 0, d.get("effect")[i], d.get("error")[i]));
  }

  private static Question.Sample pooled(int n, Heterogeneity method, PoolingTest test) {
    Columns d = rows(n);
    List<SiteEstimate> rows = sites(d);
    MetaAnalysis estimator = new MetaAnalysis(method, test, Prediction.NONE, 0.95);
    return new Question.Sample(
        d,
        () -> {
          PooledEstimate r = d.estimate(estimator, rows);
          return new double[] {r.estimate(), r.stdErr()};
        });
  }

  private static Question.Sample leaveOneOut(int n) {
    Columns d = rows(n);
    List<SiteEstimate> rows = sites(d);
    MetaAnalysis estimator = MetaAnalysis.ofFewSites(0.95);
    return new Question.Sample(
        d,
        () ->
            estimator.leaveOneSiteOut(d.partial(estimator, rows)).stream()
                .mapToDouble(left -> left.finding().result().orElseThrow().estimate())
                .toArray());
  }

  private static Question.Sample funnel(int n) {
    Columns d = new Columns(n);
    List<SiteCount> rows =
        d.rows(
            i -> {
              int persons = 20 + d.random().nextInt(200);
              return new SiteCount("site" + i, d.random().nextInt(persons / 2), persons);
            });
    return new Question.Sample(
        d,
        () ->
            d.estimate(FunnelPlot.of(FunnelPlot.Kind.PROPORTION), rows).points().stream()
                .mapToDouble(p -> p.limits().get(0).upper())
                .toArray());
  }
}
