package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.response.Proportion;
import org.therafed.evidence.table.Limits;

/** Limits by the names of the format. */
final class ProportionLimits {
  private ProportionLimits() {}

  static Interval proportion(String method, long x, long n, double level) {
    return switch (method) {
      case "clopper-pearson" -> Proportion.clopperPearson(x, n, level);
      case "wilson" -> Proportion.wilson(x, n, level);
      case "wilson-continuity" -> Proportion.wilsonContinuity(x, n, level);
      case "wald" -> Proportion.wald(x, n, level);
      case "agresti-coull" -> Proportion.agrestiCoull(x, n, level);
      case "jeffreys" -> Proportion.jeffreys(x, n, level);
      default -> throw new IllegalArgumentException("unknown interval of a proportion: " + method);
    };
  }

  static OptionalDouble side(String quantity, Interval interval) {
    return side(quantity, Optional.of(interval));
  }

  static OptionalDouble side(String quantity, Optional<Interval> interval) {
    return switch (quantity) {
      case "lower" ->
          interval.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(interval.get().lower());
      case "upper" ->
          interval.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(interval.get().upper());
      default -> throw new IllegalArgumentException("unknown quantity " + quantity);
    };
  }

  /** An unbounded upper limit is the format's infinity. */
  static OptionalDouble side(String quantity, Limits limits) {
    return switch (quantity) {
      case "lower" -> OptionalDouble.of(limits.lower());
      case "upper" -> OptionalDouble.of(limits.upper().orElse(Double.POSITIVE_INFINITY));
      default -> throw new IllegalArgumentException("unknown quantity " + quantity);
    };
  }

  static void options(JsonNode spec, Set<String> known) {
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!known.contains(option)) {
                throw new IllegalArgumentException(
                    "unknown option of " + spec.get("estimator").asText() + ": " + option);
              }
            });
  }

  static IllegalArgumentException unknown(String quantity, JsonNode key) {
    return new IllegalArgumentException("unknown quantity " + quantity + " " + key);
  }
}
