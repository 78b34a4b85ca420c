package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.comparison.BalancePartial;
import org.therafed.evidence.comparison.BalanceResult;
import org.therafed.evidence.comparison.CovariateBalance;
import org.therafed.evidence.partial.PartialJson;

/** Estimator {@code covariate-balance}. */
public final class BalanceAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of("estimator", "treatment", "covariates", "file", "data", "filter", "derive", "weights");

  private final Optional<BalanceResult> result;

  public BalanceAnswers(OracleFolder folder, JsonNode spec) {
    ComparisonOptions.check("covariate-balance", spec, OPTIONS);
    String treatment = spec.get("treatment").asText();
    List<String> used = new ArrayList<>(OracleDesign.columns(spec.get("covariates")));
    used.add(treatment);
    if (spec.has("weights")) {
      used.add(OracleData.WEIGHT);
    }
    List<Map<String, String>> rows = OracleData.of(folder, spec, used).rows();
    OracleDesign design = OracleDesign.of(spec.get("covariates"), rows);
    CovariateBalance balance = new CovariateBalance(design.terms());
    List<CovariateBalance.Builder> sites =
        List.of(balance.accumulator(), balance.accumulator(), balance.accumulator());
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = rows.get(i);
      sites
          .get(i % 3)
          .add(
              "site" + i % 3,
              OracleData.number(row, treatment) == 1,
              design.values(row),
              spec.has("weights") ? OracleData.number(row, OracleData.WEIGHT) : 1);
    }
    BalancePartial merged = balance.empty();
    for (CovariateBalance.Builder site : sites) {
      String wire = PartialJson.write(site.partial());
      merged = merged.merge(PartialJson.read(wire, BalancePartial.class));
    }
    result = balance.finish(merged).result();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (quantity.equals("not-estimable")) {
      return ComparisonOptions.notEstimable(result.isEmpty());
    }
    if (result.isEmpty()) {
      return OptionalDouble.empty();
    }
    BalanceResult balance = result.get();
    String arm = key.path("arm").asText();
    BalanceResult.Weights weights =
        switch (arm) {
          case "treated" -> balance.treated();
          case "control" -> balance.control();
          case "" -> null;
          default -> throw new IllegalArgumentException("unknown arm " + arm);
        };
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) (weights == null ? balance.n() : weights.n()));
      case "mean" ->
          OptionalDouble.of(
              arm.equals("treated")
                  ? row(balance, key).meanTreated()
                  : row(balance, key).meanControl());
      case "smd" ->
          switch (key.path("denominator").asText("unweighted")) {
            case "unweighted" -> row(balance, key).after();
            case "weighted" -> row(balance, key).afterByWeightedSpread();
            default -> throw new IllegalArgumentException("unknown denominator of smd");
          };
      case "effective-sample-size" -> OptionalDouble.of(weights.effectiveSampleSize());
      case "sum-of-weights" -> OptionalDouble.of(weights.sum());
      default ->
          throw new IllegalArgumentException("unknown quantity of covariate-balance: " + quantity);
    };
  }

  private static BalanceResult.Row row(BalanceResult balance, JsonNode key) {
    String term = key.get("term").asText();
    return balance.rows().stream()
        .filter(r -> r.term().equals(term))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no term " + term));
  }
}
