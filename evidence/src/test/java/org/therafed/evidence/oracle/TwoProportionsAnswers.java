package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.ArmRow;
import org.therafed.evidence.table.Limits;
import org.therafed.evidence.table.RatioEstimate;
import org.therafed.evidence.table.TablePartial;
import org.therafed.evidence.table.TestResult;
import org.therafed.evidence.table.TwoProportions;
import org.therafed.evidence.table.TwoProportionsResult;

/** Estimator {@code two-proportions}. */
public final class TwoProportionsAnswers implements OracleAnswers {
  private static final Set<String> INTERVALS =
      Set.of("wald", "newcombe", "katz", "woolf", "fisher-exact");

  private final JsonNode spec;

  public TwoProportionsAnswers(JsonNode spec) {
    this.spec = spec;
    ProportionLimits.options(spec, Set.of("estimator", "cases", "intervals", "level"));
    spec.get("intervals")
        .forEach(
            i -> {
              if (!INTERVALS.contains(i.asText())) {
                throw new IllegalArgumentException("unknown interval of two proportions: " + i);
              }
            });
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    TwoProportionsResult r = federated(spec.get("cases").get(key.get("case").asInt()));
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) r.n());
      case "events" -> OptionalDouble.of((double) r.events());
      case "risk-difference" -> OptionalDouble.of(r.difference().value());
      case "risk-ratio" -> ratio(r.riskRatio(), r.cells().a());
      case "odds-ratio" ->
          switch (key.path("method").asText("sample")) {
            case "sample" -> ratio(r.oddsRatio(), r.cells().a() * r.cells().d());
            case "conditional-mle" ->
                OptionalDouble.of(
                    r.exactOdds().orElseThrow().value().orElse(Double.POSITIVE_INFINITY));
            default -> throw ProportionLimits.unknown(quantity, key);
          };
      case "p-value" ->
          switch (key.get("test").asText()) {
            case "fisher" -> OptionalDouble.of(r.exactOdds().orElseThrow().pValue());
            default -> test(quantity, key, r);
          };
      case "chisq", "df" -> test(quantity, key, r);
      case "lower", "upper" -> limit(quantity, key, r);
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  /** A ratio that divides by 0 is the format's infinity, unless it is 0/0. */
  static OptionalDouble ratio(RatioEstimate ratio, long numerator) {
    return ratio.value().isEmpty() && numerator > 0
        ? OptionalDouble.of(Double.POSITIVE_INFINITY)
        : ratio.value();
  }

  static OptionalDouble test(String quantity, Optional<TestResult> test) {
    if (test.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (quantity) {
          case "chisq" -> test.get().chiSquare();
          case "df" -> test.get().degreesOfFreedom();
          case "p-value" -> test.get().pValue();
          default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        });
  }

  private static OptionalDouble test(String quantity, JsonNode key, TwoProportionsResult r) {
    return switch (key.get("test").asText()) {
      case "pearson" -> test(quantity, r.pearson());
      case "pearson-yates" -> test(quantity, r.yates());
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  private static OptionalDouble limit(String quantity, JsonNode key, TwoProportionsResult r) {
    String name = key.get("of").asText() + " " + key.get("interval").asText();
    Limits exact = r.exactOdds().orElseThrow().limits();
    return switch (name) {
      case "risk-difference newcombe" -> ProportionLimits.side(quantity, r.difference().newcombe());
      case "risk-difference wald" -> ProportionLimits.side(quantity, r.difference().wald());
      case "risk-ratio katz" -> ProportionLimits.side(quantity, r.riskRatio().interval());
      case "odds-ratio woolf" -> ProportionLimits.side(quantity, r.oddsRatio().interval());
      case "odds-ratio fisher-exact" -> ProportionLimits.side(quantity, exact);
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  private TwoProportionsResult federated(JsonNode given) {
    TwoProportions two = new TwoProportions(spec.get("level").asDouble());
    TablePartial merged = two.empty();
    for (int site = 0; site < 3; site++) {
      var rows = two.accumulator();
      add(rows, site, Arm.FIRST, given.get("x1").asLong(), given.get("n1").asLong());
      add(rows, site, Arm.SECOND, given.get("x2").asLong(), given.get("n2").asLong());
      merged = merged.merge(rows.partial());
    }
    return two.finish(merged).result().orElseThrow();
  }

  private static void add(
      org.therafed.evidence.partial.Accumulator<ArmRow, TablePartial> rows,
      int site,
      Arm arm,
      long x,
      long n) {
    for (long i = site; i < n; i += 3) {
      rows.add(ArmRow.of("site" + site, arm, i < x));
    }
  }
}
