package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One adverse event.
 *
 * @param eventId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param termCode NCIt code of the CTCAE term, or the local code of an event beside CTCAE
 * @param term CTCAE v5 term, or the name of the event
 * @param grade 1 to 5
 * @param scale e.g. {@code CTCAE-5.0}
 * @param onsetOn shifted date
 * @param resolvedOn shifted date; null if not resolved or unknown
 */
public record ToxicityFact(
    String eventId,
    String patientId,
    String termCode,
    String term,
    int grade,
    String scale,
    LocalDate onsetOn,
    LocalDate resolvedOn)
    implements Fact {}
