package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.cox.ChiSquare;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxResult;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxRows;
import org.therafed.evidence.cox.CoxTerm;
import org.therafed.evidence.cox.ProportionalHazards;
import org.therafed.evidence.cox.Ties;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;

/**
 * Estimator {@code cox}. Rows are spread over three sites and their partials sent as JSON and
 * merged: without a baseline hazard per site, rows are what has to be brought together.
 */
public final class CoxAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "time",
          "event",
          "covariates",
          "ties",
          "variance",
          "level",
          "file",
          "data",
          "filter",
          "derive",
          "entry",
          "by",
          "strata",
          "cluster",
          "weights",
          "offset",
          "times",
          "phTransforms");

  private record Fit(Finding<CoxResult> finding, int n, int events, List<String> terms) {}

  private final JsonNode spec;
  private final CoxModel.Variance variance;
  private final Set<CoxModel.Transform> transforms = new HashSet<>();
  private final Map<String, Fit> fits = new HashMap<>();

  public CoxAnswers(OracleFolder folder, JsonNode spec) {
    this.spec = spec;
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException("unknown option of cox: " + option);
              }
            });
    this.variance =
        switch (spec.get("variance").asText()) {
          case "model" -> CoxModel.Variance.MODEL;
          case "robust" -> CoxModel.Variance.ROBUST;
          default -> throw new IllegalArgumentException("unknown variance");
        };
    for (JsonNode transform : spec.path("phTransforms")) {
      transforms.add(
          switch (transform.asText()) {
            case "identity" -> CoxModel.Transform.IDENTITY;
            case "km" -> CoxModel.Transform.KM;
            default -> throw new IllegalArgumentException("unknown transform");
          });
    }
    if (spec.has("weights")
        && !Set.of("sampling", "frequency").contains(spec.at("/weights/kind").asText())) {
      throw new IllegalArgumentException("unknown kind of weights");
    }
    List<String> used = new ArrayList<>(OracleDesign.columns(spec.get("covariates")));
    used.add(spec.get("time").asText());
    used.add(spec.get("event").get("column").asText());
    for (String option : new String[] {"entry", "by", "cluster", "offset"}) {
      if (spec.has(option)) {
        used.add(spec.get(option).asText());
      }
    }
    spec.path("strata").forEach(column -> used.add(column.asText()));
    if (spec.has("weights")) {
      used.add(OracleData.WEIGHT);
    }
    Map<String, List<Map<String, String>>> by = new HashMap<>();
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      String value = spec.has("by") ? OracleData.cell(row, spec.get("by").asText()) : "";
      by.computeIfAbsent(value, v -> new ArrayList<>()).add(row);
    }
    by.forEach((value, rows) -> fits.put(value, fit(rows)));
  }

  private Fit fit(List<Map<String, String>> rows) {
    OracleDesign design = OracleDesign.of(spec.get("covariates"), rows);
    Ties ties =
        switch (spec.get("ties").asText()) {
          case "efron" -> Ties.EFRON;
          case "breslow" -> Ties.BRESLOW;
          case "exact" -> Ties.EXACT;
          default -> throw new IllegalArgumentException("unknown ties");
        };
    CoxModel model =
        new CoxModel(
            design.terms(), ties, false, variance, spec.get("level").asDouble(), transforms);
    Cox cox = new Cox(model);
    Set<Double> codes = new HashSet<>();
    spec.get("event").get("values").forEach(v -> codes.add(v.asDouble()));
    List<List<CoxRow>> sites = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int number = 0;
    int events = 0;
    for (Map<String, String> row : rows) {
      CoxRow one = row(row, design, codes, number % 3);
      sites.get(number++ % 3).add(one);
      events += one.event() ? 1 : 0;
    }
    CoxRows merged = cox.empty();
    for (List<CoxRow> site : sites) {
      merged =
          merged.merge(PartialJson.read(PartialJson.write(cox.partialOf(site)), CoxRows.class));
    }
    return new Fit(cox.finish(merged), number, events, design.terms());
  }

  private CoxRow row(Map<String, String> row, OracleDesign design, Set<Double> codes, int site) {
    StringBuilder stratum = new StringBuilder();
    for (JsonNode column : spec.path("strata")) {
      stratum.append(OracleData.cell(row, column.asText())).append('|');
    }
    return new CoxRow(
        "site" + site,
        spec.has("entry") ? OracleData.number(row, spec.get("entry").asText()) : 0,
        OracleData.number(row, spec.get("time").asText()),
        codes.contains(OracleData.number(row, spec.get("event").get("column").asText())),
        design.values(row),
        stratum.toString(),
        spec.has("cluster") ? OracleData.cell(row, spec.get("cluster").asText()) : "",
        spec.has("weights") ? OracleData.number(row, OracleData.WEIGHT) : 1,
        spec.has("offset") ? OracleData.number(row, spec.get("offset").asText()) : 0);
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    Fit fit = fits.get(key.path("by").asText(""));
    if (fit == null) {
      throw new IllegalArgumentException("no group " + key);
    }
    if (quantity.equals("n") || quantity.equals("events")) {
      return OptionalDouble.of(quantity.equals("n") ? fit.n() : fit.events());
    }
    Optional<CoxResult> result = fit.finding().result();
    String term = key.path("term").asText("");
    if (quantity.equals("not-estimable")) {
      return notEstimable(fit, term);
    }
    if (result.isEmpty()) {
      return OptionalDouble.empty();
    }
    CoxResult cox = result.get();
    if (key.has("test")) {
      return test(cox, quantity, key);
    }
    return switch (quantity) {
      case "loglik" -> OptionalDouble.of(cox.logLikelihood());
      case "loglik-null" -> OptionalDouble.of(cox.logLikelihoodNull());
      case "concordance" -> OptionalDouble.of(cox.concordance().orElseThrow().value());
      case "std-err" -> OptionalDouble.of(cox.concordance().orElseThrow().standardError());
      case "cumulative-hazard" ->
          OptionalDouble.of(
              cox.baseline().values().iterator().next().at(key.get("time").asDouble()));
      case "covariance" -> covariance(cox, term, key.get("term2").asText());
      default -> ofTerm(cox, quantity, term);
    };
  }

  /** Empty if the library names the term; a number, which meets no expectation, if it does not. */
  private static OptionalDouble notEstimable(Fit fit, String term) {
    boolean named =
        fit.finding().result().isPresent()
            ? fit.finding().result().get().notEstimable().containsKey(term)
            : fit.finding() instanceof NotEstimable<CoxResult> none
                && none.reason().contains(term)
                && fit.terms().contains(term);
    return named ? OptionalDouble.empty() : OptionalDouble.of(0);
  }

  private static OptionalDouble covariance(CoxResult cox, String one, String other) {
    List<String> names = cox.terms().stream().map(CoxTerm::name).toList();
    if (!names.contains(one) || !names.contains(other)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(cox.covariance().get(names.indexOf(one)).get(names.indexOf(other)));
  }

  private static OptionalDouble ofTerm(CoxResult cox, String quantity, String name) {
    if (cox.term(name).isEmpty()) {
      if (cox.notEstimable().containsKey(name)) {
        return OptionalDouble.empty();
      }
      throw new IllegalArgumentException("unknown quantity " + quantity + " or term " + name);
    }
    CoxTerm term = cox.term(name).get();
    return switch (quantity) {
      case "coef" -> OptionalDouble.of(term.coefficient());
      case "se" -> OptionalDouble.of(term.standardError());
      case "robust-se" -> term.robustError();
      case "z" -> OptionalDouble.of(term.z());
      case "p-value" -> OptionalDouble.of(term.pValue());
      case "hazard-ratio" -> term.hazardRatio();
      case "lower" -> term.lower();
      case "upper" -> term.upper();
      default -> throw new IllegalArgumentException("unknown quantity " + quantity);
    };
  }

  private OptionalDouble test(CoxResult cox, String quantity, JsonNode key) {
    Optional<ChiSquare> test =
        switch (key.get("test").asText()) {
          case "likelihood-ratio" -> Optional.of(cox.likelihoodRatio());
          case "score" -> Optional.of(cox.score());
          case "wald" -> cox.wald();
          case "robust-score" -> cox.robustScore();
          case "proportional-hazards" -> proportional(cox, key);
          default -> throw new IllegalArgumentException("unknown test " + key);
        };
    if (test.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (quantity) {
          case "chisq" -> test.get().statistic();
          case "df" -> test.get().df();
          case "p-value" -> test.get().pValue();
          default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        });
  }

  private static Optional<ChiSquare> proportional(CoxResult cox, JsonNode key) {
    CoxModel.Transform transform =
        key.get("transform").asText().equals("km")
            ? CoxModel.Transform.KM
            : CoxModel.Transform.IDENTITY;
    ProportionalHazards tests = cox.proportionalHazards(transform).orElseThrow();
    String term = key.path("term").asText("global");
    if (term.equals("global") && !tests.terms().contains("global")) {
      return tests.global();
    }
    if (tests.terms().contains(term)) {
      return tests.test(List.of(term));
    }
    // A factor is tested by all its indicators together.
    List<String> indicators =
        tests.terms().stream().filter(name -> name.startsWith(term + "=")).toList();
    if (indicators.isEmpty()) {
      throw new IllegalArgumentException("unknown term " + term);
    }
    return tests.test(indicators);
  }
}
