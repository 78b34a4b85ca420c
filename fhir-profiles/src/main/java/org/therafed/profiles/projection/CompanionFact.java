package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One companion datum that a cohort can be stratified by: a number or a class.
 *
 * @param observationId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param stratum e.g. {@code ctdna-fraction}
 * @param coded the class without the stratum's name, e.g. {@code present}; {@code true} or {@code
 *     false} of a yes or no; null for a number
 * @param value in {@code unit}; null for a class
 * @param unit UCUM as reported; null for a class
 * @param comparator {@code <}, {@code <=}, {@code >=}, {@code >}; null for an exact value
 * @param on shifted date
 */
public record CompanionFact(
    String observationId,
    String patientId,
    String stratum,
    String coded,
    BigDecimal value,
    String unit,
    String comparator,
    LocalDate on)
    implements Fact {}
