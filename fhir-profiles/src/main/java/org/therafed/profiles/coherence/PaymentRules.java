package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.distribution.TariffList;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Codes of settlements and charges beside the code tables and tariffs that are in use. */
final class PaymentRules {

  /** The code system of a city's groups: scheme, then city as GB/T 2260. */
  private static final Pattern OF_A_CITY =
      Pattern.compile(Pattern.quote(Systems.BASE + "/sid/") + "(drg|dip)/([0-9]{6})");

  /** What a charge cites: the city, then name and version of the tariff's package. */
  private static final Pattern CITED =
      Pattern.compile(
          Pattern.quote(Systems.BASE + "/tariff/") + "([0-9]{6})/([a-z0-9-]+)/([1-9][0-9]{0,5})");

  /** The prices of a tariff, beside those of groups. */
  private static final String PRICE = "price";

  private final PaymentTables tables;

  PaymentRules(PaymentTables tables) {
    this.tables = tables;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    records
        .all(Profile.SETTLEMENT)
        .forEach(
            settlement -> {
              group(settlement, findings);
              items(settlement, findings);
            });
    records
        .all(Profile.COST)
        .forEach(
            charge -> {
              codes(charge.resource().path("code"), charge.at("code"), findings);
              price(charge, findings);
            });
  }

  private void group(PersonRecord settlement, List<Finding> findings) {
    int index = 0;
    for (JsonNode diagnosis : settlement.resource().path("diagnosis")) {
      Place at = settlement.at("diagnosis[" + index++ + "].packageCode");
      for (JsonNode coding : diagnosis.path("packageCode").path("coding")) {
        if (lacks(coding)) {
          findings.add(FindingCode.GROUP_NOT_IN_TABLE.of(at));
        } else if (lacksTariff(settlement, coding)) {
          findings.add(FindingCode.GROUP_WITHOUT_TARIFF.of(at));
        }
      }
    }
  }

  private void items(PersonRecord settlement, List<Finding> findings) {
    int index = 0;
    for (JsonNode item : settlement.resource().path("item")) {
      Place at = settlement.at("item[" + index++ + "].productOrService");
      codes(item.path("productOrService"), at, findings);
    }
  }

  private void codes(JsonNode item, Place at, List<Finding> findings) {
    for (JsonNode coding : item.path("coding")) {
      if (lacks(coding)) {
        findings.add(FindingCode.ITEM_NOT_IN_TABLE.of(at));
      }
    }
  }

  /** A charge that cites no tariff, or a version that is not in use, is held to none. */
  private void price(PersonRecord charge, List<Finding> findings) {
    Matcher cited = CITED.matcher(charge.resource().path("definitionUri").path(0).asText());
    if (!cited.matches()) {
      return;
    }
    tables
        .tariff(cited.group(2), Integer.parseInt(cited.group(3)))
        .ifPresent(
            tariff -> {
              List<TariffList.Row> rows = rows(charge, tariff, cited.group(1));
              if (rows.isEmpty()) {
                findings.add(
                    FindingCode.PRICE_NOT_IN_TARIFF.of(
                        charge.at("definitionUri[0]"), charge.at("code")));
              } else if (rows.stream().noneMatch(row -> isPriced(charge.resource(), row))) {
                findings.add(
                    FindingCode.PRICE_NOT_OF_TARIFF.of(
                        charge.at("priceOverride"), charge.at("definitionUri[0]")));
              }
            });
  }

  /** The price year is a true one, unlike the charge's date. */
  private static List<TariffList.Row> rows(PersonRecord charge, TariffList tariff, String city) {
    int year = charge.extension("price-year").path("valueInteger").asInt();
    List<TariffList.Row> rows = new ArrayList<>();
    for (JsonNode coding : charge.resource().path("code").path("coding")) {
      tariff.find(city, year, PRICE, coding.path("code").asText()).ifPresent(rows::add);
    }
    return rows;
  }

  /** Whether the total is the price as often as it was charged. */
  private static boolean isPriced(JsonNode charge, TariffList.Row row) {
    JsonNode total = charge.path("priceOverride");
    JsonNode times = charge.path("quantity").path("value");
    BigDecimal due = times.isNumber() ? row.amount().multiply(times.decimalValue()) : row.amount();
    return total.path("value").isNumber()
        && total.path("value").decimalValue().compareTo(due) == 0
        && row.currency().equals(total.path("currency").asText());
  }

  private boolean lacks(JsonNode coding) {
    return tables.lacks(coding.path("system").asText(), coding.path("code").asText());
  }

  /** Dates are shifted by up to a year, so the year before and the year after may be meant. */
  private boolean lacksTariff(PersonRecord settlement, JsonNode coding) {
    Matcher system = OF_A_CITY.matcher(coding.path("system").asText());
    return system.matches()
        && Days.of(settlement.resource().path("billablePeriod").path("start"))
            .filter(
                on ->
                    tables.lacksTariff(
                        system.group(2),
                        on.first().getYear() - 1,
                        on.last().getYear() + 1,
                        system.group(1).equals("drg") ? "DRG" : "DIP",
                        coding.path("code").asText()))
            .isPresent();
  }
}
