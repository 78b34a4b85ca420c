package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.competing.FineGrayFit;
import org.therafed.evidence.competing.FineGrayResult;
import org.therafed.evidence.competing.FineGraySource;
import org.therafed.evidence.competing.FineGrayTerm;
import org.therafed.evidence.competing.FineGrayWeights;
import org.therafed.evidence.competing.SubdistributionRow;
import org.therafed.evidence.competing.SubdistributionRow.Status;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.rounds.RoundsDriver;

/** Estimator {@code fine-gray}: the pooled fit, so one source holds the rows of all sites. */
public final class FineGrayAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "time",
          "event",
          "covariates",
          "method",
          "ties",
          "variance",
          "level",
          "file",
          "data",
          "filter",
          "derive");
  private static final Map<String, FineGrayWeights> METHODS =
      Map.of("finegray", FineGrayWeights.DEATHS_FIRST, "crr", FineGrayWeights.REVERSE);

  private final boolean robust;
  private final boolean crr;
  private final Finding<FineGrayResult> finding;

  public FineGrayAnswers(OracleFolder folder, JsonNode spec) {
    CumulativeIncidenceAnswers.options("fine-gray", spec, OPTIONS);
    FineGrayWeights weights = METHODS.get(spec.get("method").asText());
    if (weights == null) {
      throw new IllegalArgumentException("unknown method " + spec.get("method"));
    }
    if (!spec.get("ties").asText().equals("breslow")) {
      throw new IllegalArgumentException("unknown ties " + spec.get("ties"));
    }
    crr = weights == FineGrayWeights.REVERSE;
    robust = spec.get("variance").asText().equals("robust");
    if (!robust && !spec.get("variance").asText().equals("model")) {
      throw new IllegalArgumentException("unknown variance " + spec.get("variance"));
    }
    JsonNode event = spec.get("event");
    List<String> own = codes(event.get("values"));
    List<String> competing = codes(event.path("competing"));
    String column = event.get("column").asText();
    List<String> used = new ArrayList<>(List.of(spec.get("time").asText(), column));
    used.addAll(OracleDesign.columns(spec.get("covariates")));
    List<Map<String, String>> data = OracleData.of(folder, spec, used).rows();
    OracleDesign design = OracleDesign.of(spec.get("covariates"), data);
    List<SubdistributionRow> rows = new ArrayList<>();
    for (Map<String, String> row : data) {
      String code = OracleData.cell(row, column);
      Status status =
          CumulativeIncidenceAnswers.code(own, code) >= 0
              ? Status.EVENT
              : CumulativeIncidenceAnswers.code(competing, code) >= 0
                  ? Status.COMPETING
                  : Status.CENSORED;
      rows.add(
          new SubdistributionRow(
              "site" + rows.size() % 3,
              "all",
              OracleData.number(row, spec.get("time").asText()),
              status,
              design.values(row)));
    }
    FineGrayFit fit = new FineGrayFit(spec.get("level").asDouble(), weights, design.terms());
    finding = RoundsDriver.run(fit, List.of(new FineGraySource(weights, design.terms(), rows)));
  }

  private static List<String> codes(JsonNode values) {
    List<String> codes = new ArrayList<>();
    values.forEach(v -> codes.add(v.asText()));
    return codes;
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (finding.result().isEmpty()) {
      return OptionalDouble.empty();
    }
    FineGrayResult result = finding.result().get();
    if (key.has("test")) {
      return test(quantity, key.get("test").asText(), result);
    }
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) result.n());
      case "events" -> OptionalDouble.of((double) result.events());
      case "loglik" -> OptionalDouble.of(result.logLikelihood());
      case "loglik-null" -> OptionalDouble.of(result.logLikelihoodNull());
      case "covariance", "cif", "cumulative-hazard", "concordance" ->
          throw new NotYet("fine-gray: " + quantity);
      default -> ofTerm(quantity, key, result);
    };
  }

  private OptionalDouble ofTerm(String quantity, JsonNode key, FineGrayResult result) {
    FineGrayTerm term =
        result.terms().stream()
            .filter(t -> t.name().equals(key.path("term").asText()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no term " + key));
    // The model's own error counts only if asked for; the variance of crr has no other.
    double se = robust || crr ? term.stdErr() : term.modelStdErr();
    double z = Levels.z(term.interval().level());
    double lower = term.coef() - z * se;
    double upper = term.coef() + z * se;
    boolean ratio = key.path("of").asText("coef").equals("hazard-ratio");
    return OptionalDouble.of(
        switch (quantity) {
          case "coef" -> term.coef();
          case "hazard-ratio" -> term.ratio();
          case "se" -> crr ? term.stdErr() : term.modelStdErr();
          case "robust-se" -> term.stdErr();
          case "z" -> term.coef() / se;
          case "p-value" -> Erf.erfc(Math.abs(term.coef() / se) / Math.sqrt(2));
          case "lower" -> ratio ? Math.exp(lower) : lower;
          case "upper" -> ratio ? Math.exp(upper) : upper;
          case "not-estimable" -> term.coef();
          default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        });
  }

  private OptionalDouble test(String quantity, String test, FineGrayResult result) {
    double chisq =
        switch (test) {
          case "wald" -> {
            if (!robust && !crr) {
              throw new NotYet("fine-gray: wald test by the model's variance");
            }
            yield result.wald();
          }
          case "likelihood-ratio" -> 2 * (result.logLikelihood() - result.logLikelihoodNull());
          case "score", "robust-score", "proportional-hazards" ->
              throw new NotYet("fine-gray: " + test + " test");
          default -> throw new IllegalArgumentException("unknown test " + test);
        };
    int df = result.terms().size();
    return OptionalDouble.of(
        switch (quantity) {
          case "chisq" -> chisq;
          case "df" -> (double) df;
          case "p-value" -> Gamma.regularizedGammaQ(df / 2.0, chisq / 2);
          default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        });
  }
}
