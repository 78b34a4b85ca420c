package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.pooling.Heterogeneity;
import org.therafed.evidence.pooling.MetaAnalysis;
import org.therafed.evidence.pooling.PooledEstimate;
import org.therafed.evidence.pooling.PoolingTest;
import org.therafed.evidence.pooling.Prediction;
import org.therafed.evidence.pooling.SiteEstimate;
import org.therafed.evidence.pooling.SiteEstimates;

/** Estimator {@code meta-analysis}: each row is a site. */
public final class MetaAnalysisAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "estimate",
          "stdErr",
          "method",
          "test",
          "level",
          "file",
          "data",
          "prediction");

  private final List<String> labels = new ArrayList<>();
  private final Optional<PooledEstimate> result;

  public MetaAnalysisAnswers(OracleFolder folder, JsonNode spec) {
    ComparisonOptions.check("meta-analysis", spec, OPTIONS);
    String estimate = spec.get("estimate").asText();
    String stdErr = spec.get("stdErr").asText();
    MetaAnalysis analysis =
        new MetaAnalysis(
            Heterogeneity.valueOf(spec.get("method").asText()),
            switch (spec.get("test").asText()) {
              case "z" -> PoolingTest.Z;
              case "hartung-knapp" -> PoolingTest.HARTUNG_KNAPP;
              default -> throw new IllegalArgumentException("unknown test of meta-analysis");
            },
            switch (spec.path("prediction").asText("none")) {
              case "none" -> Prediction.NONE;
              case "z" -> Prediction.Z;
              case "t(k-1)" -> Prediction.T_K_MINUS_1;
              default -> throw new IllegalArgumentException("unknown prediction of meta-analysis");
            },
            spec.get("level").asDouble());
    // Each site sends its own partial; they arrive from the last to the first.
    SiteEstimates merged = analysis.empty();
    for (Map<String, String> row : OracleData.of(folder, spec, List.of(estimate, stdErr)).rows()) {
      String label = "site" + OracleData.cell(row, OracleData.ROW);
      labels.add(label);
      SiteEstimate site =
          new SiteEstimate(
              label, 0, 0, OracleData.number(row, estimate), OracleData.number(row, stdErr));
      String wire = PartialJson.write(analysis.partialOf(List.of(site)));
      merged = PartialJson.read(wire, SiteEstimates.class).merge(merged);
    }
    result = analysis.finish(merged).result();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (quantity.equals("not-estimable")) {
      return ComparisonOptions.notEstimable(result.isEmpty());
    }
    if (result.isEmpty()) {
      return OptionalDouble.empty();
    }
    PooledEstimate pooled = result.get();
    String of = key.path("of").asText("estimate");
    boolean ofTau2 = of.equals("tau2");
    boolean ofQ = key.path("test").asText().equals("q");
    return switch (quantity) {
      case "k", "n" -> OptionalDouble.of((double) pooled.sites());
      case "estimate" -> OptionalDouble.of(pooled.estimate());
      case "std-err", "se" -> ofTau2 ? pooled.tau2StdErr() : OptionalDouble.of(pooled.stdErr());
      case "variance" -> OptionalDouble.of(pooled.stdErr() * pooled.stdErr());
      case "lower" ->
          limit(pooled, of)
              .map(Interval::lower)
              .map(OptionalDouble::of)
              .orElseGet(OptionalDouble::empty);
      case "upper" ->
          limit(pooled, of)
              .map(Interval::upper)
              .map(OptionalDouble::of)
              .orElseGet(OptionalDouble::empty);
      case "statistic", "z" -> OptionalDouble.of(ofQ ? pooled.q() : pooled.statistic());
      case "p-value" -> OptionalDouble.of(ofQ ? pooled.qPValue() : pooled.pValue());
      case "tau2" -> OptionalDouble.of(pooled.tau2());
      case "i2" -> OptionalDouble.of(pooled.i2Percent());
      case "h2" -> OptionalDouble.of(pooled.h2());
      case "q", "chisq" -> OptionalDouble.of(pooled.q());
      case "df" -> OptionalDouble.of((double) pooled.qDf());
      case "weight" ->
          OptionalDouble.of(pooled.weightsPercent().get("site" + key.get("row").asInt()));
      default ->
          throw new IllegalArgumentException("unknown quantity of meta-analysis: " + quantity);
    };
  }

  private static Optional<Interval> limit(PooledEstimate pooled, String of) {
    return switch (of) {
      case "estimate" -> Optional.of(pooled.interval());
      case "prediction" -> pooled.prediction();
      case "tau2" -> pooled.tau2Interval();
      default -> throw new IllegalArgumentException("unknown subject of meta-analysis: " + of);
    };
  }
}
