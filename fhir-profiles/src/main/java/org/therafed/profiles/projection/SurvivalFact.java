package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * Alive or dead, last known.
 *
 * @param statusId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param dead true for death
 * @param on shifted date of death, or last known alive
 * @param followUpAgeDays days between that date and the site's day of sending, as a {@link
 *     FollowUpAge} band; null if unknown
 */
public record SurvivalFact(
    String statusId, String patientId, boolean dead, LocalDate on, Integer followUpAgeDays)
    implements Fact {}
