package org.therafed.profiles.projection;

/**
 * One patient of one site.
 *
 * @param patientId de-identified id of the resource
 * @param sex FHIR administrative gender: male, female, other, unknown
 * @param birthYear year of birth; null if unknown or aged 90 or more
 * @param aged90Plus true from age 90
 * @param region address.state; null if unknown
 */
public record PatientFact(
    String patientId, String sex, Integer birthYear, boolean aged90Plus, String region)
    implements Fact {}
