package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

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
    implements Fact {}
