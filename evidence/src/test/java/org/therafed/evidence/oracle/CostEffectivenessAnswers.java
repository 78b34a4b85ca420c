package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.therafed.evidence.cost.effectiveness.ArmTables;
import org.therafed.evidence.cost.effectiveness.CostEffectiveness;
import org.therafed.evidence.cost.effectiveness.CostEffectivenessResult;
import org.therafed.evidence.cost.effectiveness.CostFrame;
import org.therafed.evidence.cost.effectiveness.Increment;
import org.therafed.evidence.cost.effectiveness.OutcomeRow;

/** Estimator {@code cost-effectiveness}: every replicate from three sites' tables. */
public final class CostEffectivenessAnswers implements OracleAnswers {
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
          "method",
          "tieConvention",
          "lambda",
          "bootstrap",
          "quantileType",
          "probs",
          "file",
          "data",
          "filter",
          "derive");

  private final CostEffectivenessResult result;

  /** Our years are of 365.25 days; the format names its own. */
  private final double years;

  public CostEffectivenessAnswers(OracleFolder folder, JsonNode spec) {
    CostOracleRows read = new CostOracleRows(folder, spec, OPTIONS);
    if (!spec.get("method").asText().equals("bang-tsiatis-partitioned")) {
      throw new IllegalArgumentException("unknown method " + spec.get("method").asText());
    }
    years = CostFrame.YEAR_DAYS / spec.get("daysPerYear").asDouble();
    CostFrame frame = new CostFrame("payer", read.intervals, 0, 0, 2026, "EUR");
    CostEffectiveness estimator = new CostEffectiveness(frame, CostOracleRows.ties(spec), 0.95);
    List<List<OutcomeRow>> sites = new ArrayList<>();
    for (String site : new String[] {"west", "north", "south"}) {
      sites.add(read.rows.stream().filter(row -> row.cost().site().equals(site)).toList());
    }
    ArmTables tables = sites.stream().map(estimator::tables).reduce(ArmTables::merge).orElseThrow();
    List<Increment> replicates = new ArrayList<>();
    JsonNode bootstrap = spec.get("bootstrap");
    List<String[]> lines = folder.csv(bootstrap.get("indices").asText());
    for (String[] line : lines.subList(1, lines.size())) {
      replicates.add(replicate(estimator, sites, line));
    }
    if (replicates.size() != bootstrap.get("replicates").asInt()) {
      throw new IllegalArgumentException("there are " + replicates.size() + " replicates");
    }
    List<Double> lambdas = new ArrayList<>();
    spec.get("lambda").forEach(lambda -> lambdas.add(lambda.asDouble()));
    result = estimator.finish(tables, replicates, lambdas).result().orElseThrow();
  }

  private static Increment replicate(
      CostEffectiveness estimator, List<List<OutcomeRow>> sites, String[] line) {
    Map<Long, Long> counts = new HashMap<>();
    for (int i = 1; i < line.length; i++) {
      counts.merge((long) Double.parseDouble(line[i]), 1L, Long::sum);
    }
    ArmTables merged = null;
    for (List<OutcomeRow> site : sites) {
      long[] weights = site.stream().mapToLong(row -> counts.getOrDefault(row.key(), 0L)).toArray();
      ArmTables part = estimator.tables(site, weights);
      merged = merged == null ? part : merged.merge(part);
    }
    return estimator.increment(merged).orElseThrow();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (key.path("at").asText().equals("step") || key.has("replicate")) {
      Increment replicate = result.value().replicates().get(key.get("replicate").asInt() - 1);
      return OptionalDouble.of(part(quantity, key).applyAsDouble(replicate));
    }
    return switch (quantity) {
      case "incremental-cost", "incremental-effect" ->
          OptionalDouble.of(part(quantity, key).applyAsDouble(result.increment()));
      case "icer" -> ratio(key.get("effect").asText());
      case "quantile" -> quantile(key);
      case "count" -> OptionalDouble.of(count(key.get("quadrant").asText()));
      case "probability-cost-effective" ->
          OptionalDouble.of(result.value().acceptability(key.get("lambda").asDouble()));
      case "net-monetary-benefit" ->
          OptionalDouble.of(result.increment().netBenefit(key.get("lambda").asDouble()));
      case "lower" -> benefit(key, 0.025);
      case "upper" -> benefit(key, 0.975);
      default -> throw new IllegalArgumentException("unknown quantity " + quantity);
    };
  }

  private ToDoubleFunction<Increment> part(String quantity, JsonNode key) {
    if (quantity.equals("incremental-cost")) {
      return Increment::cost;
    }
    if (!quantity.equals("incremental-effect")) {
      throw new IllegalArgumentException("unknown quantity " + quantity);
    }
    return switch (key.get("effect").asText()) {
      case "qaly" -> Increment::qualityYears;
      case "life-year" -> increment -> increment.lifeYears() * years;
      default -> throw new IllegalArgumentException("unknown effect " + key.get("effect"));
    };
  }

  private OptionalDouble ratio(String effect) {
    return switch (effect) {
      case "qaly" -> result.icer();
      case "life-year" -> OptionalDouble.of(result.icerOfLifeYears().orElseThrow() / years);
      default -> throw new IllegalArgumentException("unknown effect " + effect);
    };
  }

  private OptionalDouble quantile(JsonNode key) {
    double p = key.get("prob").asDouble();
    String of = key.get("of").asText();
    if (of.equals("icer")) {
      return result.value().quadrants().single()
          ? OptionalDouble.of(result.value().quantile(i -> i.cost() / i.qualityYears(), p))
          : OptionalDouble.empty();
    }
    return OptionalDouble.of(result.value().quantile(part(of, key), p));
  }

  private OptionalDouble benefit(JsonNode key, double p) {
    if (!key.get("of").asText().equals("net-monetary-benefit")) {
      throw new IllegalArgumentException("unknown limit of " + key.get("of"));
    }
    double lambda = key.get("lambda").asDouble();
    return OptionalDouble.of(result.value().quantile(i -> i.netBenefit(lambda), p));
  }

  private int count(String quadrant) {
    return switch (quadrant) {
      case "NE" -> result.value().quadrants().northEast();
      case "NW" -> result.value().quadrants().northWest();
      case "SE" -> result.value().quadrants().southEast();
      case "SW" -> result.value().quadrants().southWest();
      default -> throw new IllegalArgumentException("unknown quadrant " + quadrant);
    };
  }
}
