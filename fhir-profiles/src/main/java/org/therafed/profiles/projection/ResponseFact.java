package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One assessment of response.
 *
 * @param responseId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param criterion e.g. {@code RECIST1.1}
 * @param category CR, PR, SD, or what else the criterion has; PD for a progression and NE for what
 *     is not evaluable by any criterion
 * @param best true for a best overall response
 * @param assessedOn shifted date
 */
public record ResponseFact(
    String responseId,
    String patientId,
    String criterion,
    String category,
    boolean best,
    LocalDate assessedOn)
    implements Fact {}
