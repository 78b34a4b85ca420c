package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One transfusion of a blood component.
 *
 * @param transfusionId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param component product code: {@code red-blood-cells}, {@code platelets} or {@code plasma}
 * @param on shifted date
 */
public record TransfusionFact(
    String transfusionId, String patientId, String component, LocalDate on) implements Fact {}
