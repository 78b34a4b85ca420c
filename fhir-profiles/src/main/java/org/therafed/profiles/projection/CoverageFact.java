package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * Who pays for a person, by class.
 *
 * @param coverageId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param payerClass e.g. {@code employee-basic}; null where only another code was given
 * @param from shifted date; may be null
 * @param to shifted date; null while it goes on, or unknown
 */
public record CoverageFact(
    String coverageId, String patientId, String payerClass, LocalDate from, LocalDate to)
    implements Fact {}
