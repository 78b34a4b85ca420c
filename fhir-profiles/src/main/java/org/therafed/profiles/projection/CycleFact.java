package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One cycle of a course.
 *
 * @param cycleId de-identified id of the resource
 * @param courseId de-identified id of the course
 * @param patientId de-identified id of the patient
 * @param number from 1
 * @param status FHIR event status
 * @param on shifted date of the cycle; null where it is not known to the day
 * @param stage of a treatment with cells, e.g. {@code apheresis}; null for any other cycle
 */
public record CycleFact(
    String cycleId,
    String courseId,
    String patientId,
    Integer number,
    String status,
    LocalDate on,
    String stage)
    implements Fact {}
