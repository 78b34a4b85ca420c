package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Codes of settlements and charges beside the code tables and tariffs that are in use. */
final class PaymentRules {

  /** The code system of a city's groups: scheme, then city as GB/T 2260. */
  private static final Pattern OF_A_CITY =
      Pattern.compile(Pattern.quote(Systems.BASE + "/sid/") + "(drg|dip)/([0-9]{6})");

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
      for (JsonNode coding : item.path("productOrService").path("coding")) {
        if (lacks(coding)) {
          findings.add(FindingCode.ITEM_NOT_IN_TABLE.of(at));
        }
      }
    }
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
