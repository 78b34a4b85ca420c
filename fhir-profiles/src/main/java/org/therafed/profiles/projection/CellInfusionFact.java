package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * That cells were given: the last link of the chain of identity. Stands beside the {@link
 * AdministrationFact} of the same resource.
 *
 * @param administrationId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param cellProductId id of the {@link CellProductFact}
 * @param on shifted date
 */
public record CellInfusionFact(
    String administrationId, String patientId, String cellProductId, LocalDate on)
    implements Fact {}
