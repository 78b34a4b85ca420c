package org.therafed.gateway.convert.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/**
 * The death that a Patient states, as the vital status that the registry takes it from. It has the
 * id of the person's vital-status row, so that a repetition or a later row updates it.
 */
final class PatientDeath {

  private static final int DAY = "yyyy-MM-dd".length();

  private PatientDeath() {}

  /**
   * The vital status; empty where the Patient states no death.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-004 where the day is missing: without it
   *     the person would count as alive
   */
  static Optional<Observation> of(Patient patient, PatientKey person) {
    boolean stated =
        patient.hasDeceasedDateTimeType()
            || (patient.hasDeceasedBooleanType()
                && patient.getDeceasedBooleanType().booleanValue());
    if (!stated) {
      return Optional.empty();
    }
    String text =
        patient.hasDeceasedDateTimeType() ? patient.getDeceasedDateTimeType().asStringValue() : "";
    if (text == null || text.length() < DAY) {
      throw ConvertCode.DEATH_DAY.with();
    }
    Observation status = new Observation();
    status.setId(LocalIds.of("vital-status", person.issuer(), person.id()));
    status.getMeta().addProfile(Profile.VITAL_STATUS.url());
    status.setStatus(Observation.ObservationStatus.FINAL);
    status.setCode(concept(Systems.LOINC, "67162-8", "Vital status"));
    status.setSubject(new Reference(LocalIds.patient(person)));
    // The day as the hospital wrote it, as in a row; the hour adds nothing.
    status.setEffective(new DateTimeType(text.substring(0, DAY)));
    status.setValue(concept(Systems.SNOMED, "419099009", "Dead"));
    return Optional.of(status);
  }

  private static CodeableConcept concept(String system, String code, String display) {
    return new CodeableConcept(new Coding(system, code, display));
  }
}
