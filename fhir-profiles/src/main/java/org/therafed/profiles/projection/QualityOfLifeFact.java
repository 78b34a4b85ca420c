package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One EQ-5D: levels as answered, and the utility as reported.
 *
 * @param observationId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param instrument {@code EQ-5D-5L}, {@code EQ-5D-3L} or {@code EQ-5D-Y-3L}
 * @param mobility level from 1; null if not answered
 * @param selfCare level from 1; null if not answered
 * @param usualActivities level from 1; null if not answered
 * @param painDiscomfort level from 1; null if not answered
 * @param anxietyDepression level from 1; null if not answered
 * @param vas 0 (worst health) to 100 (best); null if not answered
 * @param utility at most 1, below 0 for worse than death; null if not reported
 * @param valueSet that the utility is of, e.g. {@code EQ-5D-5L-CN-2017}; null without one
 * @param on shifted date
 */
public record QualityOfLifeFact(
    String observationId,
    String patientId,
    String instrument,
    Integer mobility,
    Integer selfCare,
    Integer usualActivities,
    Integer painDiscomfort,
    Integer anxietyDepression,
    Integer vas,
    BigDecimal utility,
    String valueSet,
    LocalDate on)
    implements Fact {}
