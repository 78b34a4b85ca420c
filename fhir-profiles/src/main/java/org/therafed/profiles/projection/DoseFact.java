package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One absorbed dose of an organ.
 *
 * @param doseId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param organ SNOMED CT code of the organ, or the reference of the lesion
 * @param gray Gy
 * @param on shifted date
 */
public record DoseFact(String doseId, String patientId, String organ, BigDecimal gray, LocalDate on)
    implements Fact {}
