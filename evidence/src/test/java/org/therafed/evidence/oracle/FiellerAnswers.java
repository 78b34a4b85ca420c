package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.cost.effectiveness.CostFrame;
import org.therafed.evidence.cost.effectiveness.Fieller;
import org.therafed.evidence.cost.effectiveness.FiellerResult;
import org.therafed.evidence.cost.effectiveness.PairTotals;
import org.therafed.evidence.partial.PartialJson;

/** Estimator {@code fieller-interval}: three sites' moments, sent and merged. */
public final class FiellerAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "id",
          "time",
          "event",
          "treatment",
          "costs",
          "utility",
          "daysPerYear",
          "breaks",
          "level",
          "file",
          "data",
          "filter",
          "derive");

  private final FiellerResult result;

  public FiellerAnswers(OracleFolder folder, JsonNode spec) {
    CostOracleRows read = new CostOracleRows(folder, spec, OPTIONS);
    Fieller fieller =
        new Fieller(
            new CostFrame("payer", read.intervals, 0, 0, 2026, "EUR"),
            spec.get("level").asDouble());
    PairTotals merged = fieller.empty();
    for (String site : new String[] {"west", "north", "south"}) {
      PairTotals part =
          fieller.partialOf(
              read.rows.stream().filter(row -> row.cost().site().equals(site)).toList());
      merged = merged.merge(PartialJson.read(PartialJson.write(part), PairTotals.class));
    }
    result = fieller.finish(merged).result().orElseThrow();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    String of = key.path("of").asText();
    return switch (quantity + " " + of) {
      case "incremental-cost " -> OptionalDouble.of(result.cost());
      case "incremental-effect " -> OptionalDouble.of(result.effect());
      case "icer " -> result.ratio();
      case "variance incremental-cost" -> OptionalDouble.of(result.costVariance());
      case "variance incremental-effect" -> OptionalDouble.of(result.effectVariance());
      case "covariance cost-effect" -> OptionalDouble.of(result.covariance());
      case "lower icer" -> result.lower();
      case "upper icer" -> result.upper();
      default -> throw new IllegalArgumentException("unknown quantity " + quantity + " of " + of);
    };
  }
}
