package org.therafed.gateway.convert.table;

import static org.therafed.gateway.convert.table.Parts.claim;
import static org.therafed.gateway.convert.table.Parts.concept;
import static org.therafed.gateway.convert.table.Parts.day;
import static org.therafed.gateway.convert.table.Parts.quantity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Rows about companion data; a class reads {@code <stratum>-<value>}. */
final class CompanionRows {

  private CompanionRows() {}

  static List<Resource> companion(RowContext row) {
    String stratum = row.text("stratum");
    Observation seen =
        claim(
            new Observation(),
            Profile.COMPANION,
            row.id("companion", stratum, row.text("observed_on")));
    seen.setStatus(Observation.ObservationStatus.FINAL);
    seen.setCode(concept(Systems.COMPANION, stratum, null));
    seen.setSubject(row.subject());
    seen.setEffective(day(row.row().day("observed_on").orElseThrow()));
    seen.setValue(value(row, stratum));
    return List.of(seen);
  }

  private static Type value(RowContext row, String stratum) {
    String value = row.text("value");
    Optional<String> unit = row.row().find("unit");
    if (unit.isPresent()) {
      return quantity(new BigDecimal(value), unit.get());
    }
    return switch (value) {
      case "yes" -> new BooleanType(true);
      case "no" -> new BooleanType(false);
      default -> concept(Systems.COMPANION, stratum + "-" + value, null);
    };
  }
}
