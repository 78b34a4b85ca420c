package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One charge.
 *
 * @param chargeId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param courseId null if the charge names no course
 * @param component drug, administration, imaging, hospital, supportive, laboratory or replacement
 * @param amount in {@code currency}
 * @param currency ISO 4217
 * @param priceYear true calendar year of the price
 * @param on shifted date
 */
public record CostFact(
    String chargeId,
    String patientId,
    String courseId,
    String component,
    BigDecimal amount,
    String currency,
    Integer priceYear,
    LocalDate on)
    implements Fact {}
