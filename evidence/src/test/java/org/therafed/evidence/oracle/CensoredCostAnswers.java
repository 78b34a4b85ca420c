package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.therafed.evidence.cost.censored.CensoredCost;
import org.therafed.evidence.cost.censored.CensoredCostResult;
import org.therafed.evidence.cost.censored.CensoredCostTable;
import org.therafed.evidence.cost.censored.CostJackknife;
import org.therafed.evidence.cost.censored.CostMethod;
import org.therafed.evidence.cost.censored.JackknifeResult;
import org.therafed.evidence.cost.effectiveness.OutcomeRow;
import org.therafed.evidence.partial.PartialJson;

/** Estimator {@code censored-cost}: three sites' tables, sent and merged. */
public final class CensoredCostAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "id",
          "time",
          "event",
          "costs",
          "breaks",
          "tieConvention",
          "file",
          "data",
          "filter",
          "derive");

  private static final Map<String, CostMethod> METHODS =
      Map.of(
          "lin-interval", CostMethod.LIN_INTERVAL,
          "lin-total", CostMethod.LIN_TOTAL,
          "bang-tsiatis-simple", CostMethod.BANG_TSIATIS_SIMPLE,
          "bang-tsiatis-partitioned", CostMethod.BANG_TSIATIS_PARTITIONED);

  private final CensoredCostResult result;
  private final Supplier<Optional<JackknifeResult>> jackknife;

  public CensoredCostAnswers(OracleFolder folder, JsonNode spec) {
    CostOracleRows rows = new CostOracleRows(folder, spec, OPTIONS);
    CensoredCost estimator =
        new CensoredCost(rows.intervals, CostOracleRows.ties(spec), "EUR", 0.95);
    CensoredCostTable merged = estimator.empty();
    for (String site : new String[] {"west", "north", "south"}) {
      CensoredCostTable part =
          estimator.partialOf(
              rows.rows.stream()
                  .map(OutcomeRow::cost)
                  .filter(row -> row.site().equals(site))
                  .toList());
      merged = merged.merge(PartialJson.read(PartialJson.write(part), CensoredCostTable.class));
    }
    CensoredCostTable table = merged;
    result = estimator.finish(merged).result().orElseThrow();
    // Few results ask for it, and it costs a pass per person.
    jackknife =
        () -> {
          CostJackknife second = new CostJackknife(estimator, table);
          return second
              .finish(second.partialOf(rows.rows.stream().map(OutcomeRow::cost).toList()))
              .result();
        };
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) result.n());
      case "complete-cases" -> OptionalDouble.of((double) result.completeCases());
      case "sum-of-weights" -> OptionalDouble.of(result.sumOfWeights());
      case "maximum" -> largest(key.get("of").asText());
      case "survival" -> survival(key.get("time").asDouble());
      case "mean-cost" -> mean(key);
      case "std-err" -> stdErr(key);
      default -> throw new IllegalArgumentException("unknown quantity " + quantity);
    };
  }

  private OptionalDouble largest(String of) {
    if (!of.equals("weight")) {
      throw new IllegalArgumentException("unknown maximum of " + of);
    }
    return OptionalDouble.of(result.largestWeight());
  }

  private OptionalDouble survival(double time) {
    CensoredCostResult r = result;
    for (int k = 0; k < r.survival().size(); k++) {
      if (breaks(k) == time) {
        return OptionalDouble.of(r.survival().get(k));
      }
    }
    throw new IllegalArgumentException("survival at " + time + " is at no limit of an interval");
  }

  private double breaks(int k) {
    return result.intervals().breaks().get(k);
  }

  private OptionalDouble mean(JsonNode key) {
    String method = key.get("method").asText();
    return switch (method) {
      case "lin-interval" -> result.linInterval();
      case "lin-total" -> OptionalDouble.of(result.linTotal());
      case "bang-tsiatis-simple" -> OptionalDouble.of(result.weighted());
      case "bang-tsiatis-partitioned" -> OptionalDouble.of(result.partitioned());
      case "interval-among-entrants" -> result.amongEntrants().get(key.get("interval").asInt());
      case "bang-tsiatis-interval" ->
          OptionalDouble.of(result.weightedInterval().get(key.get("interval").asInt()));
      case "naive-all", "naive-complete" -> throw new NotYet("biased means");
      default -> throw new IllegalArgumentException("unknown method " + method);
    };
  }

  private OptionalDouble stdErr(JsonNode key) {
    String method = key.get("method").asText();
    String variance = key.get("variance").asText();
    if (method.equals("bang-tsiatis-simple") && variance.equals("plug-in")) {
      return OptionalDouble.of(result.weightedStdErr());
    }
    if (variance.equals("jackknife") && METHODS.containsKey(method)) {
      return jackknife
          .get()
          .flatMap(r -> r.by(METHODS.get(method)))
          .map(m -> OptionalDouble.of(m.stdErr()))
          .orElse(OptionalDouble.empty());
    }
    throw new IllegalArgumentException("unknown variance " + variance + " of " + method);
  }
}
