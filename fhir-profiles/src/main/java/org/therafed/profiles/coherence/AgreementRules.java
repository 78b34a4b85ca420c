package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.profile.Profile;

/** The person's consent, and settlements that add up. */
final class AgreementRules {
  /** Rounding of a currency's smallest unit. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.005");

  private record Said(PersonRecord consent, Days on) {
    boolean permits() {
      return "active".equals(consent.status())
          && "permit".equals(consent.resource().path("provision").path("type").textValue());
    }
  }

  private AgreementRules() {}

  static void judge(PersonRecords records, List<Finding> findings) {
    consent(records, findings);
    records
        .all()
        .filter(record -> record.type().equals("ExplanationOfBenefit"))
        .filter(settlement -> !addsUp(settlement.resource()))
        .forEach(
            settlement ->
                findings.add(FindingCode.SETTLEMENT_TOTAL.of(List.of(settlement.reference()))));
  }

  /** The latest decision counts; of one day the refusal, as at the gateways. */
  private static void consent(PersonRecords records, List<Finding> findings) {
    Optional<Said> latest =
        records
            .all(Profile.CONSENT)
            .flatMap(
                consent ->
                    Days.of(consent.resource().path("dateTime"))
                        .map(on -> new Said(consent, on))
                        .stream())
            .max(
                Comparator.comparing((Said said) -> said.on().last())
                    .thenComparing(said -> !said.permits()));
    latest
        .filter(said -> !said.permits())
        .ifPresent(
            said ->
                findings.add(
                    FindingCode.CONSENT_NOT_ACTIVE.of(List.of(said.consent().reference()))));
  }

  /** Each total beside the items' amounts of its category; where they have none, their net. */
  private static boolean addsUp(JsonNode settlement) {
    for (JsonNode total : settlement.path("total")) {
      String category = category(total);
      Optional<BigDecimal> items = sum(settlement, category);
      boolean differs =
          items
              .filter(
                  sum ->
                      sum.subtract(total.path("amount").path("value").decimalValue())
                              .abs()
                              .compareTo(ROUNDING)
                          > 0)
              .isPresent();
      if (differs) {
        return false;
      }
    }
    return true;
  }

  private static Optional<BigDecimal> sum(JsonNode settlement, String category) {
    BigDecimal adjudicated = BigDecimal.ZERO;
    BigDecimal net = BigDecimal.ZERO;
    boolean anyAdjudicated = false;
    boolean anyNet = false;
    for (JsonNode item : settlement.path("item")) {
      for (JsonNode adjudication : item.path("adjudication")) {
        if (category(adjudication).equals(category)) {
          adjudicated = adjudicated.add(adjudication.path("amount").path("value").decimalValue());
          anyAdjudicated = true;
        }
      }
      if (item.path("net").path("value").isNumber()) {
        net = net.add(item.path("net").path("value").decimalValue());
        anyNet = true;
      }
    }
    if (anyAdjudicated) {
      return Optional.of(adjudicated);
    }
    return anyNet && category.equals("submitted") ? Optional.of(net) : Optional.empty();
  }

  private static String category(JsonNode of) {
    return of.path("category").path("coding").path(0).path("code").asText();
  }
}
