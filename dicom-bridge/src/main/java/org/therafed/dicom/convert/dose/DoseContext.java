package org.therafed.dicom.convert.dose;

import java.util.List;
import java.util.OptionalDouble;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.dose.TimeIntegratedActivity;

/**
 * What an observation of absorbed dose needs beside the dose.
 *
 * @param id of the resource; the same for the same organ, administration and version of the method
 * @param canonicalBase of profiles and code systems
 * @param subject the patient
 * @param partOf the cycle's Procedure or the MedicationAdministration, one or more
 * @param effective when the last image behind the dose was taken
 * @param site organ; SNOMED CT
 * @param lesion BodyStructure where the target is a lesion; null for an organ
 * @param images the studies that activities were measured on
 * @param administeredMbq activity given, for the dose per activity
 * @param integral time-integrated activity of the target itself; null where it is no source
 * @param effectiveHalfLifeHours of the slowest part of its curve
 * @param massG of the target in this patient
 * @param timePoints that the curve rests on
 */
public record DoseContext(
    String id,
    String canonicalBase,
    Reference subject,
    List<Reference> partOf,
    DateTimeType effective,
    Coding site,
    Reference lesion,
    List<Reference> images,
    OptionalDouble administeredMbq,
    TimeIntegratedActivity integral,
    OptionalDouble effectiveHalfLifeHours,
    OptionalDouble massG,
    int timePoints) {
  public DoseContext {
    partOf = List.copyOf(partOf);
    images = List.copyOf(images);
    if (partOf.isEmpty()) {
      throw new IllegalArgumentException("A dose belongs to a cycle or an administration");
    }
  }
}
