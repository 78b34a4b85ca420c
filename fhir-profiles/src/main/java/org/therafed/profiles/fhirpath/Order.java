package org.therafed.profiles.fhirpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.terminology.UcumLibrary;

/**
 * {@code <} and its siblings: numbers, texts, quantities whose units convert, dates of any
 * precision.
 */
final class Order {
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

  /** What senders write is asked of the library only up to here, our choice. */
  private static final int LONGEST_UNIT = 64;

  private Order() {}

  /** The sign of left − right; empty where the two cannot be told apart or do not compare. */
  static Optional<Integer> compare(Item left, Item right) {
    if (left.isNumber() && right.isNumber()) {
      return Optional.of(left.value().decimalValue().compareTo(right.value().decimalValue()));
    }
    if (left.value().isObject() && right.value().isObject()) {
      return quantities(left.value(), right.value());
    }
    if (!left.value().isTextual() || !right.value().isTextual()) {
      return Optional.empty();
    }
    String a = left.text();
    String b = right.text();
    return (DATE.matcher(a).matches() && DATE.matcher(b).matches())
        ? dates(a, b)
        : Optional.of(a.compareTo(b));
  }

  private static Optional<Integer> quantities(JsonNode a, JsonNode b) {
    if (!a.path("value").isNumber() || !b.path("value").isNumber()) {
      return Optional.empty();
    }
    return ratio(a, b)
        .map(
            ratio ->
                a.get("value")
                    .decimalValue()
                    .multiply(ratio)
                    .compareTo(b.get("value").decimalValue()));
  }

  /** How many of the unit of one is that of the other; empty where they do not convert. */
  private static Optional<BigDecimal> ratio(JsonNode a, JsonNode b) {
    boolean sameUnit =
        a.path("system").equals(b.path("system"))
            && a.path("code").equals(b.path("code"))
            && (a.has("code") || a.path("unit").equals(b.path("unit")));
    if (sameUnit) {
      return Optional.of(BigDecimal.ONE);
    }
    return isUcum(a) && isUcum(b)
        ? UcumLibrary.ratio(a.get("code").textValue(), b.get("code").textValue())
        : Optional.empty();
  }

  private static boolean isUcum(JsonNode quantity) {
    String code = quantity.path("code").asText();
    return quantity.path("system").asText().equals("http://unitsofmeasure.org")
        && quantity.path("code").isTextual()
        && code.length() <= LONGEST_UNIT
        && UcumLibrary.isUnit(code);
  }

  /** Two dates; where the shorter one is the beginning of the longer one, nobody can say. */
  private static Optional<Integer> dates(String a, String b) {
    if (hasOffset(a) && hasOffset(b)) {
      return FhirTime.parse(a)
          .flatMap(
              x -> FhirTime.parse(b).map(y -> x.at().toInstant().compareTo(y.at().toInstant())));
    }
    int shared = Math.min(dayLength(a), dayLength(b));
    int sign = a.substring(0, shared).compareTo(b.substring(0, shared));
    if (sign != 0) {
      return Optional.of(Integer.signum(sign));
    }
    return a.length() == b.length() ? Optional.of(a.compareTo(b)) : Optional.empty();
  }

  private static int dayLength(String date) {
    return Math.min(date.length(), 10);
  }

  private static boolean hasOffset(String date) {
    return date.length() > 16
        && (date.endsWith("Z")
            || date.charAt(date.length() - 6) == '+'
            || date.charAt(date.length() - 6) == '-');
  }
}
