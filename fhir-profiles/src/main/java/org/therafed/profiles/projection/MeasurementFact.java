package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One measurement of a lesion on an image.
 *
 * @param measurementId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param lesionId de-identified id of the lesion; null if only a body site is known
 * @param measure {@code size}, {@code suv-bw}, {@code suv-lbm} or {@code metabolic-volume}
 * @param value in {@code unit}
 * @param unit mm, g/mL or mL (UCUM), by the measure
 * @param on shifted date of the image
 */
public record MeasurementFact(
    String measurementId,
    String patientId,
    String lesionId,
    String measure,
    BigDecimal value,
    String unit,
    LocalDate on)
    implements Fact {}
