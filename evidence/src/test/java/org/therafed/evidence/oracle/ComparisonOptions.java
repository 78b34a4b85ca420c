package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What the answers of the comparison estimators share. */
final class ComparisonOptions {
  private ComparisonOptions() {}

  /** Fails on an option that the answers do not read. */
  static void check(String estimator, JsonNode spec, Set<String> known) {
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!known.contains(option)) {
                throw new IllegalArgumentException(
                    "unknown option of " + estimator + ": " + option);
              }
            });
  }

  /** The answer to {@code not-estimable}: no number, or one that cannot be met. */
  static OptionalDouble notEstimable(boolean so) {
    return so ? OptionalDouble.empty() : OptionalDouble.of(1);
  }

  static OptionalDouble number(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }
}
