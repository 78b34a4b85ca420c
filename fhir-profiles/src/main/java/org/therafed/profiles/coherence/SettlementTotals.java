package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a settlement adds up: each category of its totals beside the items' amounts of that
 * category, in each currency. Items without an adjudication count with their net amount as
 * submitted; a category that no item has is not judged. What is paid, as benefit or payment, is
 * never more than what was submitted in that currency.
 */
final class SettlementTotals {
  /** What rounding may lose in each line, in a currency's main unit. */
  private static final BigDecimal ROUNDING_OF_A_LINE = new BigDecimal("0.005");

  private static final String SUBMITTED = "submitted";
  private static final String BENEFIT = "benefit";

  private final JsonNode settlement;

  SettlementTotals(JsonNode settlement) {
    this.settlement = settlement;
  }

  /** Not judged where an amount has no value that can be added. */
  boolean addUp() {
    if (Stream.of("amount", "net")
        .flatMap(name -> settlement.findValues(name).stream())
        .anyMatch(money -> !money.path("value").isNumber())) {
      return true;
    }
    Set<String> categories = new HashSet<>();
    settlement.path("total").forEach(total -> categories.add(category(total)));
    return categories.stream().allMatch(this::addsUp);
  }

  /**
   * Where more is paid than was submitted, in the order of the elements; without a total submitted,
   * than the items' amounts submitted come to. Empty where none of these is known.
   */
  List<String> aboveSubmitted() {
    Map<String, BigDecimal> submitted = new HashMap<>();
    int lines = 0;
    for (JsonNode total : settlement.path("total")) {
      lines += category(total).equals(SUBMITTED) ? add(submitted, total.path("amount")) : 0;
    }
    if (lines == 0) {
      lines = add(submitted, SUBMITTED);
    }
    BigDecimal rounding = ROUNDING_OF_A_LINE.multiply(BigDecimal.valueOf(lines));
    List<String> above = new ArrayList<>();
    int index = 0;
    for (JsonNode total : settlement.path("total")) {
      String element = "total[" + index++ + "].amount";
      if (category(total).equals(BENEFIT) && isAbove(total.path("amount"), submitted, rounding)) {
        above.add(element);
      }
    }
    JsonNode payment = settlement.path("payment").path("amount");
    if (isAbove(payment, submitted, rounding)) {
      above.add("payment.amount");
    }
    return above;
  }

  private static boolean isAbove(
      JsonNode paid, Map<String, BigDecimal> submitted, BigDecimal rounding) {
    BigDecimal most = submitted.get(currency(paid));
    return most != null
        && paid.path("value").isNumber()
        && value(paid).compareTo(most.add(rounding)) > 0;
  }

  private boolean addsUp(String category) {
    Map<String, BigDecimal> open = new HashMap<>();
    int lines = add(open, category);
    if (lines == 0) {
      return true;
    }
    for (JsonNode total : settlement.path("total")) {
      if (category(total).equals(category)) {
        open.merge(
            currency(total.path("amount")), value(total.path("amount")).negate(), BigDecimal::add);
      }
    }
    BigDecimal rounding = ROUNDING_OF_A_LINE.multiply(BigDecimal.valueOf(lines));
    return open.values().stream().allMatch(rest -> rest.abs().compareTo(rounding) <= 0);
  }

  /** Adds the items' amounts of a category by currency; gives how many there are. */
  private int add(Map<String, BigDecimal> sums, String category) {
    int lines = 0;
    for (JsonNode item : settlement.path("item")) {
      for (JsonNode adjudication : item.path("adjudication")) {
        if (category(adjudication).equals(category)) {
          lines += add(sums, adjudication.path("amount"));
        }
      }
    }
    if (lines == 0 && category.equals(SUBMITTED)) {
      for (JsonNode item : settlement.path("item")) {
        lines += add(sums, item.path("net"));
      }
    }
    return lines;
  }

  private static int add(Map<String, BigDecimal> sums, JsonNode money) {
    if (!money.path("value").isNumber()) {
      return 0;
    }
    sums.merge(currency(money), value(money), BigDecimal::add);
    return 1;
  }

  private static BigDecimal value(JsonNode money) {
    return money.path("value").decimalValue();
  }

  private static String currency(JsonNode money) {
    return money.path("currency").asText();
  }

  private static String category(JsonNode of) {
    return of.path("category").path("coding").path(0).path("code").asText();
  }
}
