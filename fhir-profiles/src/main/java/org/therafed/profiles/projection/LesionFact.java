package org.therafed.profiles.projection;

/**
 * One lesion, the same at every assessment.
 *
 * @param lesionId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param role {@code target}, {@code non-target} or {@code new}
 * @param nodal whether it is a lymph node, of which the short axis is measured
 */
public record LesionFact(String lesionId, String patientId, String role, boolean nodal)
    implements Fact {}
