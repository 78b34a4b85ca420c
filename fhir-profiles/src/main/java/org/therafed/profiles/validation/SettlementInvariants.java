package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.therafed.profiles.terminology.Systems;

/** A settlement adds up: in each currency the submitted total is the sum of the items. */
final class SettlementInvariants {
  /** Half a cent a line is lost by rounding; a whole one in the sum is. */
  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  private SettlementInvariants() {}

  static void totalIsSum(JsonNode settlement, Findings findings) {
    JsonNode items = settlement.path("item");
    if (items.isEmpty()) {
      return;
    }
    Map<String, BigDecimal> sums = new HashMap<>();
    for (JsonNode item : items) {
      add(sums, item.path("net"), false);
    }
    boolean submitted = false;
    for (JsonNode total : settlement.path("total")) {
      if (Invariants.code(total.path("category"), Systems.ADJUDICATION)
          .filter("submitted"::equals)
          .isPresent()) {
        submitted = true;
        add(sums, total.path("amount"), true);
      }
    }
    BigDecimal tolerance = TOLERANCE.multiply(BigDecimal.valueOf(items.size()));
    if (submitted && sums.values().stream().anyMatch(d -> d.abs().compareTo(tolerance) > 0)) {
      findings.invariant(
          "total-is-sum",
          "ExplanationOfBenefit",
          "total.amount",
          "of what was submitted is not the sum of the items",
          "申报总额须等于各项目之和");
    }
  }

  private static void add(Map<String, BigDecimal> sums, JsonNode money, boolean total) {
    BigDecimal value = money.path("value").decimalValue();
    sums.merge(money.path("currency").asText(), total ? value.negate() : value, BigDecimal::add);
  }
}
