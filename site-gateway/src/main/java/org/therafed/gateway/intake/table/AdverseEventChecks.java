package org.therafed.gateway.intake.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which columns of an adverse event its grading scale knows. */
final class AdverseEventChecks {

  private static final String CRS = "ASTCT-CRS";
  private static final String ICANS = "ASTCT-ICANS";

  /** Components by their scale (Lee et al. 2019, doi 10.1016/j.bbmt.2018.12.758). */
  private static final Map<String, List<String>> COMPONENTS =
      Map.of(
          CRS, List.of("temperature_cel", "fever_treated", "hypotension", "oxygen"),
          ICANS, List.of("ice_score", "consciousness", "seizure", "motor_weakness", "oedema"));

  private AdverseEventChecks() {}

  static Optional<RowProblem> check(TableRow row) {
    String scale = row.find("scale").orElse("CTCAE-5.0");
    for (Map.Entry<String, List<String>> entry : COMPONENTS.entrySet()) {
      for (String column : entry.getValue()) {
        if (row.find(column).isPresent() && !entry.getKey().equals(scale)) {
          return RowProblem.refuse(
              column,
              "A component of another grading scale.",
              "The scale " + entry.getKey() + " is needed beside it.");
        }
      }
    }
    boolean syndrome = row.text("term").equalsIgnoreCase("Cytokine release syndrome");
    return scale.equals(CRS) && !syndrome
        ? RowProblem.refuse(
            "term",
            "Another term than the scale grades.",
            "Cytokine release syndrome is needed with " + CRS + ".")
        : Optional.empty();
  }
}
