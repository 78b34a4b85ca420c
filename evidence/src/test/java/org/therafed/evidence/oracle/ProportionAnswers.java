package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.response.ResponseRow;

/** Estimator {@code proportion}. */
public final class ProportionAnswers implements OracleAnswers {
  private final JsonNode spec;
  private final double level;

  public ProportionAnswers(JsonNode spec) {
    this.spec = spec;
    this.level = spec.get("level").asDouble();
    ProportionLimits.options(spec, Set.of("estimator", "cases", "intervals", "level"));
    spec.get("intervals").forEach(i -> ProportionLimits.proportion(i.asText(), 1, 2, level));
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    JsonNode given = spec.get("cases").get(key.get("case").asInt());
    ResponseResult result = federated(given.get("x").asLong(), given.get("n").asLong());
    return switch (quantity) {
      case "proportion" -> OptionalDouble.of(result.rate());
      case "n" -> OptionalDouble.of((double) result.n());
      case "events" -> OptionalDouble.of((double) result.events());
      case "lower", "upper" ->
          ProportionLimits.side(
              quantity,
              switch (key.get("interval").asText()) {
                case "clopper-pearson" -> result.clopperPearson();
                case "wilson" -> result.wilson();
                default ->
                    ProportionLimits.proportion(
                        key.get("interval").asText(), result.responders(), result.n(), level);
              });
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  private ResponseResult federated(long x, long n) {
    ResponseRate rate = new ResponseRate(level);
    ResponsePartial merged = rate.empty();
    for (int site = 0; site < 3; site++) {
      var accumulator = rate.accumulator();
      for (long i = site; i < n; i += 3) {
        accumulator.add(new ResponseRow("site" + site, i < x));
      }
      merged = merged.merge(accumulator.partial());
    }
    return rate.finish(merged).result().orElseThrow();
  }
}
