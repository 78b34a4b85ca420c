package org.therafed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.therafed.evidence.oracle.AdverseEventAnswers;
import org.therafed.evidence.oracle.BalanceAnswers;
import org.therafed.evidence.oracle.CensoredCostAnswers;
import org.therafed.evidence.oracle.CostEffectivenessAnswers;
import org.therafed.evidence.oracle.CoxAnswers;
import org.therafed.evidence.oracle.CumulativeIncidenceAnswers;
import org.therafed.evidence.oracle.FiellerAnswers;
import org.therafed.evidence.oracle.FineGrayAnswers;
import org.therafed.evidence.oracle.KaplanMeierAnswers;
import org.therafed.evidence.oracle.KidneyAnswers;
import org.therafed.evidence.oracle.LogRankAnswers;
import org.therafed.evidence.oracle.MeanCumulativeAnswers;
import org.therafed.evidence.oracle.MetaAnalysisAnswers;
import org.therafed.evidence.oracle.OracleAnswers;
import org.therafed.evidence.oracle.OracleCheck;
import org.therafed.evidence.oracle.OracleFolder;
import org.therafed.evidence.oracle.OracleOptions;
import org.therafed.evidence.oracle.PropensityAnswers;
import org.therafed.evidence.oracle.ProportionAnswers;
import org.therafed.evidence.oracle.RateAnswers;
import org.therafed.evidence.oracle.StratifiedOddsAnswers;
import org.therafed.evidence.oracle.TwoProportionsAnswers;

/**
 * Meets the reference values of R through the public API: one test per document and estimator. A
 * required expectation that is not computed fails, as do an unknown estimator and an unknown
 * option, by name; informative ones are listed with their difference.
 */
class OracleTest {
  private static final Map<String, Integer> NOT_YET = new TreeMap<>();
  private static int met;
  private static final List<String> INFORMATIVE = new ArrayList<>();
  private static double largestError;
  private static final Map<String, Summary> SUMMARIES = new TreeMap<>();

  /** What {@code docs/validation.md} says of one estimator. */
  private record Summary(int met, double largestError, double largestShare) {
    static Summary of(OracleCheck check) {
      return new Summary(check.met(), check.largestError(), check.largestShare());
    }

    Summary plus(Summary other) {
      return new Summary(
          met + other.met,
          Math.max(largestError, other.largestError),
          Math.max(largestShare, other.largestShare));
    }
  }

  @TestFactory
  Stream<DynamicTest> referenceValuesAreMet() {
    Optional<OracleFolder> folder = OracleFolder.configured();
    if (System.getProperty("therafed.oracles") != null) {
      assertThat(folder).as("folder named by -Dtherafed.oracles").isPresent();
      assertThat(folder.get().documents()).as("documents of %s", folder.get().path()).isNotEmpty();
    }
    assumeTrue(folder.isPresent(), "no folder of reference values: set -Dtherafed.oracles");
    return folder.get().documents().stream().flatMap(name -> tests(folder.get(), name));
  }

  private static Stream<DynamicTest> tests(OracleFolder folder, String name) {
    JsonNode document = folder.document(name);
    Set<String> estimators = new TreeSet<>();
    document.get("results").forEach(r -> estimators.add(estimator(r)));
    return estimators.stream()
        .map(e -> DynamicTest.dynamicTest(name + " " + e, () -> check(folder, document, e)));
  }

  private static void check(OracleFolder folder, JsonNode document, String estimator) {
    OracleCheck check = new OracleCheck(folder);
    for (JsonNode result : document.get("results")) {
      if (estimator(result).equals(estimator)) {
        try {
          check.check(result, answers(folder, result.get("spec")));
        } catch (OracleAnswers.NotYet e) {
          check.notYet(result, e.getMessage());
        }
      }
    }
    met += check.met();
    SUMMARIES.merge(estimator, Summary.of(check), Summary::plus);
    largestError = Math.max(largestError, check.largestError());
    check.notYet().forEach((what, count) -> NOT_YET.merge(what, count, Integer::sum));
    INFORMATIVE.addAll(check.informative());
    assertThat(check.failures()).isEmpty();
    assertThat(check.notYet()).as("required, but not computed").isEmpty();
  }

  private static String estimator(JsonNode result) {
    return result.get("spec").get("estimator").asText();
  }

  private static OracleAnswers answers(OracleFolder folder, JsonNode spec) {
    OracleOptions.check(spec);
    String estimator = spec.get("estimator").asText();
    return switch (estimator) {
      case "kaplan-meier" -> new KaplanMeierAnswers(folder, spec);
      case "proportion" -> new ProportionAnswers(spec);
      case "adverse-event-incidence" -> new AdverseEventAnswers(folder, spec);
      case "log-rank" -> new LogRankAnswers(folder, spec);
      case "cox" -> new CoxAnswers(folder, spec);
      case "cumulative-incidence" -> new CumulativeIncidenceAnswers(folder, spec);
      case "fine-gray" -> new FineGrayAnswers(folder, spec);
      case "mean-cumulative-function" -> new MeanCumulativeAnswers(folder, spec);
      case "propensity-score" -> new PropensityAnswers(folder, spec);
      case "covariate-balance" -> new BalanceAnswers(folder, spec);
      case "meta-analysis" -> new MetaAnalysisAnswers(folder, spec);
      case "two-proportions" -> new TwoProportionsAnswers(spec);
      case "rate-ratio" -> new RateAnswers(folder, spec);
      case "cochran-mantel-haenszel" -> new StratifiedOddsAnswers(spec);
      case "poisson-rate" -> new RateAnswers(folder, spec);
      case "egfr-ckd-epi-2021" -> new KidneyAnswers(folder, spec);
      case "censored-cost" -> new CensoredCostAnswers(folder, spec);
      case "cost-effectiveness" -> new CostEffectivenessAnswers(folder, spec);
      case "fieller-interval" -> new FiellerAnswers(folder, spec);
      default -> throw new IllegalArgumentException("unknown estimator " + estimator);
    };
  }

  @AfterAll
  static void printCounts() throws IOException {
    // One line each, too many for the console: beside the test reports.
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target", "oracle-informative.txt"), INFORMATIVE);

    List<String> lines = new ArrayList<>();
    lines.add("| estimator | met | largest relative difference | largest share of its tolerance |");
    lines.add("|---|---|---|---|");
    SUMMARIES.forEach(
        (estimator, summary) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %.1e | %.1e |",
                    estimator,
                    summary.met(),
                    summary.largestError(),
                    summary.largestShare())));
    Files.write(Path.of("target", "oracle-summary.md"), lines);

    System.out.printf(
        "Reference values: %d required expectations met (largest relative difference %.1e), %d"
            + " informative listed in target/oracle-informative.txt, %d not yet%n",
        met, largestError, INFORMATIVE.size(), NOT_YET.values().stream().mapToInt(c -> c).sum());
    NOT_YET.forEach((what, count) -> System.out.printf("  not yet: %s (%d)%n", what, count));
  }
}
