package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * What a person died of, as a hospital reports it. Stands beside the {@link SurvivalFact} of the
 * same resource.
 *
 * @param statusId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param cause e.g. {@code cardiovascular}; {@code unknown} where the hospital says so
 * @param on shifted date of the death
 */
public record DeathCauseFact(String statusId, String patientId, String cause, LocalDate on)
    implements Fact {}
