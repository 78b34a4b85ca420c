package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.evidence.comparison.ScoredRows;
import org.therafed.evidence.comparison.Truncation;
import org.therafed.evidence.comparison.WeightType;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.logistic.LogisticRows;
import org.therafed.evidence.logistic.LogisticTerm;

/** Estimator {@code propensity-score}: the score by rounds over three sites. */
public final class PropensityAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "treatment",
          "covariates",
          "weightTypes",
          "truncation",
          "file",
          "data",
          "filter",
          "derive");
  private static final String TRUNCATED = "-truncated";
  private static final List<String> SITES = List.of("site0", "site1", "site2");

  private final Map<String, double[]> weights = new HashMap<>();
  private final Map<Integer, Integer> byRow = new HashMap<>();
  private final Optional<LogisticResult> result;
  private ScoredRows scored;

  public PropensityAnswers(OracleFolder folder, JsonNode spec) {
    ComparisonOptions.check("propensity-score", spec, OPTIONS);
    String treatment = spec.get("treatment").asText();
    List<String> used = new ArrayList<>(OracleDesign.columns(spec.get("covariates")));
    used.add(treatment);
    List<Map<String, String>> rows = OracleData.of(folder, spec, used).rows();
    List<Covariate> covariates = new ArrayList<>();
    for (JsonNode covariate : spec.get("covariates")) {
      covariates.add(covariate(covariate, rows));
    }
    Design design = new Design(covariates);
    LogisticModel model = new LogisticModel(design, SITES, 0.95);
    List<LogisticRows> sources = List.of(model.rows(), model.rows(), model.rows());
    for (int i = 0; i < rows.size(); i++) {
      sources
          .get(i % 3)
          .add(SITES.get(i % 3), values(covariates, rows.get(i)), treated(rows.get(i), treatment));
    }
    result = model.over(sources).result();
    if (result.isEmpty()) {
      return;
    }
    scored = new ScoredRows(result.get(), design);
    for (int i = 0; i < rows.size(); i++) {
      byRow.put((int) OracleData.number(rows.get(i), OracleData.ROW), i);
      scored.add(
          SITES.get(i % 3), values(covariates, rows.get(i)), treated(rows.get(i), treatment));
    }
    JsonNode cut = spec.get("truncation");
    Truncation truncation =
        Truncation.atQuantiles(cut.get("lower").asDouble(), cut.get("upper").asDouble());
    for (JsonNode type : spec.get("weightTypes")) {
      String name = type.asText();
      boolean truncated = name.endsWith(TRUNCATED);
      WeightType kind = type(name.replace(TRUNCATED, ""));
      weights.put(name, truncated ? scored.weights(kind, truncation) : scored.weights(kind));
    }
  }

  private static WeightType type(String name) {
    return switch (name) {
      case "ate" -> WeightType.ATE;
      case "ate-stabilised" -> WeightType.ATE_STABILISED;
      case "att" -> WeightType.ATT;
      case "overlap" -> WeightType.OVERLAP;
      default -> throw new IllegalArgumentException("unknown weight type " + name);
    };
  }

  private static boolean treated(Map<String, String> row, String treatment) {
    return OracleData.number(row, treatment) == 1;
  }

  private static Covariate covariate(JsonNode node, List<Map<String, String>> rows) {
    String column = node.get("column").asText();
    return switch (node.get("type").asText()) {
      case "numeric" -> Covariate.numeric(column);
      case "factor" -> {
        TreeSet<String> levels = new TreeSet<>(List.of(node.get("reference").asText()));
        rows.forEach(row -> levels.add(OracleData.cell(row, column)));
        yield Covariate.factor(column, List.copyOf(levels), node.get("reference").asText());
      }
      default -> throw new IllegalArgumentException("unknown covariate type of " + column);
    };
  }

  private static double[] values(List<Covariate> covariates, Map<String, String> row) {
    return covariates.stream()
        .mapToDouble(
            c ->
                c.kind() == Covariate.Kind.NUMERIC
                    ? OracleData.number(row, c.name())
                    : c.code(OracleData.cell(row, c.name())))
        .toArray();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (quantity.equals("not-estimable")) {
      return ComparisonOptions.notEstimable(result.isEmpty());
    }
    if (result.isEmpty()) {
      return OptionalDouble.empty();
    }
    LogisticResult fit = result.get();
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) fit.n());
      case "events" -> OptionalDouble.of((double) fit.events());
      case "coef" -> OptionalDouble.of(term(fit, key).coefficient());
      case "odds-ratio" -> OptionalDouble.of(Math.exp(term(fit, key).coefficient()));
      case "se", "std-err" -> OptionalDouble.of(term(fit, key).stdErr());
      case "z" -> OptionalDouble.of(term(fit, key).z());
      case "p-value" -> pValue(fit, key);
      case "chisq" -> OptionalDouble.of(test(fit, key).chiSquared());
      case "df" -> OptionalDouble.of((double) test(fit, key).df());
      case "lower" -> limit(key, term(fit, key).interval().lower());
      case "upper" -> limit(key, term(fit, key).interval().upper());
      case "covariance" ->
          OptionalDouble.of(
              fit.covariance().get(index(fit, key, "term")).get(index(fit, key, "term2")));
      case "variance" -> OptionalDouble.of(Math.pow(term(fit, key).stdErr(), 2));
      case "loglik" -> OptionalDouble.of(fit.logLikelihood());
      case "loglik-null" -> OptionalDouble.of(fit.logLikelihoodNull());
      case "deviance" -> OptionalDouble.of(fit.deviance());
      case "deviance-null" -> OptionalDouble.of(fit.devianceNull());
      case "aic" -> OptionalDouble.of(fit.aic());
      case "auc", "concordance" -> scored.auc();
      case "minimum" ->
          ofPropensity(key)
              ? scored.minimum()
              : OptionalDouble.of(java.util.Arrays.stream(weights(key)).min().orElseThrow());
      case "maximum" ->
          ofPropensity(key)
              ? scored.maximum()
              : OptionalDouble.of(java.util.Arrays.stream(weights(key)).max().orElseThrow());
      case "mean" ->
          OptionalDouble.of(
              ofPropensity(key)
                  ? scored.treatedShare()
                  : java.util.Arrays.stream(weights(key)).average().orElseThrow());
      case "sum-of-weights" -> OptionalDouble.of(java.util.Arrays.stream(weights(key)).sum());
      case "propensity" -> OptionalDouble.of(scored.score(row(key)));
      case "weight" -> OptionalDouble.of(weights(key)[row(key)]);
      default ->
          throw new IllegalArgumentException("unknown quantity of propensity-score: " + quantity);
    };
  }

  private static boolean ofPropensity(JsonNode key) {
    return switch (key.path("of").asText("propensity")) {
      case "propensity" -> true;
      case "weight" -> false;
      default -> throw new IllegalArgumentException("unknown subject " + key);
    };
  }

  private static OptionalDouble limit(JsonNode key, double value) {
    return OptionalDouble.of(
        key.path("of").asText("coef").equals("odds-ratio") ? Math.exp(value) : value);
  }

  private static OptionalDouble pValue(LogisticResult fit, JsonNode key) {
    return OptionalDouble.of(key.has("term") ? term(fit, key).pValue() : test(fit, key).pValue());
  }

  private static LogisticResult.Test test(LogisticResult fit, JsonNode key) {
    return switch (key.path("test").asText()) {
      case "likelihood-ratio" -> fit.likelihoodRatio();
      case "wald" -> fit.wald();
      case "score" -> fit.score();
      default -> throw new IllegalArgumentException("unknown test of propensity-score " + key);
    };
  }

  private double[] weights(JsonNode key) {
    double[] found = weights.get(key.get("weightType").asText());
    if (found == null) {
      throw new IllegalArgumentException("weights that were not asked for: " + key);
    }
    return found;
  }

  private int row(JsonNode key) {
    return byRow.get(key.get("row").asInt());
  }

  private static LogisticTerm term(LogisticResult fit, JsonNode key) {
    return fit.terms().get(index(fit, key, "term"));
  }

  private static int index(LogisticResult fit, JsonNode key, String name) {
    String term = key.get(name).asText();
    for (int i = 0; i < fit.terms().size(); i++) {
      if (fit.terms().get(i).term().equals(term)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no term " + term);
  }
}
