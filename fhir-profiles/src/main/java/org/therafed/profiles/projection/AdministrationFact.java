package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.therafed.profiles.terminology.Activity;

/**
 * One administration of a product.
 *
 * @param administrationId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param cycleId null for a diagnostic administration
 * @param at shifted instant with the site's offset
 * @param product product code, e.g. {@code 177Lu-PSMA-617}
 * @param radionuclide e.g. {@code Lu-177}; null if none
 * @param activityMbq net administered activity, MBq; null if the dose is no activity
 */
public record AdministrationFact(
    String administrationId,
    String patientId,
    String cycleId,
    OffsetDateTime at,
    String product,
    String radionuclide,
    BigDecimal activityMbq)
    implements Fact {

  /** The activity with its reference time; empty if the dose is no activity. */
  public Optional<Activity> activity() {
    return Optional.ofNullable(activityMbq).map(megabecquerel -> new Activity(megabecquerel, at));
  }
}
