package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;

/** Estimator {@code proportion}. */
public final class ProportionAnswers implements OracleAnswers {
  private final JsonNode spec;

  public ProportionAnswers(JsonNode spec) {
    this.spec = spec;
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    JsonNode given = spec.get("cases").get(key.get("case").asInt());
    java.util.TreeMap<String, ResponsePartial.Counts> counts = new java.util.TreeMap<>();
    counts.put(
        "site", new ResponsePartial.Counts(given.get("n").asLong(), given.get("x").asLong()));
    ResponseResult result =
        new ResponseRate(spec.get("level").asDouble())
            .finish(new ResponsePartial(counts))
            .result()
            .orElseThrow();
    if (quantity.equals("proportion")) {
      return OptionalDouble.of(result.rate());
    }
    return limit(quantity, key.path("interval").asText(), result.clopperPearson(), result.wilson());
  }

  static OptionalDouble limit(
      String quantity, String method, Interval clopperPearson, Interval wilson) {
    Interval interval =
        switch (method) {
          case "clopper-pearson" -> clopperPearson;
          case "wilson" -> wilson;
          default -> throw new NotYet("proportion: " + method + " interval");
        };
    return OptionalDouble.of(
        switch (quantity) {
          case "lower" -> interval.lower();
          case "upper" -> interval.upper();
          default -> throw new NotYet("proportion: " + quantity);
        });
  }
}
