package org.therafed.evidence.response;

import java.util.OptionalDouble;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.PersonTime;

/**
 * Something assessed or measured on a day: a category or a number.
 *
 * @param variable such as {@code best response}, {@code PSA}, {@code transfusion-free days}
 * @param day days from the index date, negative before it
 * @param category the category; empty for a number
 * @param value the number, in the unit that the endpoint is declared in; empty for a category
 */
public record Observation(String variable, double day, String category, OptionalDouble value) {
  public Observation {
    boolean number = value.isPresent() && Double.isFinite(value.getAsDouble());
    if (variable.isBlank() || !Double.isFinite(day) || number != category.isEmpty()) {
      throw EvidenceCode.OBSERVATION_IMPOSSIBLE.with(
          "day " + day + ", " + (value.isPresent() ? value.getAsDouble() : "no number"));
    }
    PersonTime.checkSigned(day);
  }

  /** A category. */
  public static Observation category(String variable, double day, String category) {
    return new Observation(variable, day, category, OptionalDouble.empty());
  }

  /** A number. */
  public static Observation value(String variable, double day, double value) {
    return new Observation(variable, day, "", OptionalDouble.of(value));
  }
}
