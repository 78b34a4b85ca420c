package org.therafed.profiles.module;

import java.util.Locale;
import java.util.Optional;

/** The closed set of rules that a module's endpoints may pick and parametrise. */
public enum RuleKind {
  PERCENT_CHANGE,
  THRESHOLD_CONFIRMED,
  TIME_TO_EVENT,
  BEST_OF,
  SUM_OF_DIAMETERS,
  SLOPE,
  CUMULATIVE_DOSE_LIMIT,
  GRADE_LOOKUP,
  SUSTAINED_THRESHOLD,
  COMPOSITE,
  COST_SUM;

  /** The name in a module, e.g. {@code percent-change}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of a name. */
  public static Optional<RuleKind> named(String label) {
    for (RuleKind kind : values()) {
      if (kind.label().equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
