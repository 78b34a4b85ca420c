package org.therafed.gateway.intake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.Ucum;

/** Measures on images and the units in which they come. */
final class MeasurementChecks {

  private static final Map<String, String> UNITS =
      Map.of(
          "size", "mm",
          "suv-bw", "g/mL",
          "suv-lbm", "g/mL",
          "metabolic-volume", "mL");

  private MeasurementChecks() {}

  static Set<String> measures() {
    return UNITS.keySet();
  }

  static Optional<RowProblem> check(TableRow row) {
    String needed = UNITS.get(row.text("measure"));
    String unit = row.text("unit");
    return Ucum.convertible(unit, needed)
        ? Optional.empty()
        : RowProblem.refuse(
            "unit",
            new Phrase("A unit that does not fit the measure.", "单位与该测量项不符。"),
            RowChecks.convertible(List.of(needed), unit));
  }
}
