package org.therafed.profiles.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.List;
import org.therafed.profiles.terminology.Systems;

/** Settlements to facts. */
final class SettlementProjection {
  private SettlementProjection() {}

  static List<Fact> settlement(ResourceReader r) {
    JsonNode group = group(r);
    return List.of(
        new SettlementFact(
            r.id(),
            r.patient(),
            group.path("system").textValue(),
            group.path("code").textValue(),
            total(r, "submitted"),
            total(r, "benefit"),
            r.required(
                "total.amount.currency",
                r.at("total").path(0).path("amount").path("currency").textValue()),
            r.required(
                "billablePeriod.start", ResourceReader.date(r.at("billablePeriod").path("start"))),
            ResourceReader.date(r.at("billablePeriod").path("end"))));
  }

  /** The group of the first diagnosis that has one. */
  private static JsonNode group(ResourceReader r) {
    for (JsonNode diagnosis : r.at("diagnosis")) {
      JsonNode coding = diagnosis.path("packageCode").path("coding").path(0);
      if (coding.isObject()) {
        return coding;
      }
    }
    return MissingNode.getInstance();
  }

  private static BigDecimal total(ResourceReader r, String category) {
    for (JsonNode total : r.at("total")) {
      if (category.equals(ResourceReader.code(total.path("category"), Systems.ADJUDICATION))) {
        return ResourceReader.number(total.path("amount"));
      }
    }
    return null;
  }
}
