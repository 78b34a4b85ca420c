package org.therafed.dicom.convert.imagingstudy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.sr.Administration;
import org.therafed.dicom.sr.Code;
import org.therafed.profiles.terminology.Systems;

/**
 * Organ Dose (113518) of a dose report to atr-absorbed-dose: the author's estimate, as reported.
 */
final class OrganDoseMapper {
  private static final Code BOTH_SIDES = Code.sct("51440002", "Right and left");

  private final ConvertContext context;
  private final Notes notes;

  OrganDoseMapper(ConvertContext context, Notes notes) {
    this.context = context;
    this.notes = notes;
  }

  List<Resource> map(
      Administration event, MedicationAdministration administration, ImagingStudy study) {
    List<Resource> doses = new ArrayList<>();
    for (Administration.OrganDose dose : event.organDoses()) {
      one(dose, administration, study).ifPresent(doses::add);
    }
    return doses;
  }

  private Optional<Observation> one(
      Administration.OrganDose dose, MedicationAdministration administration, ImagingStudy study) {
    Code site = dose.site().modern();
    boolean unit = dose.dose().unit().equals("mGy") || dose.dose().unit().equals("Gy");
    if (!site.scheme().equals("SCT") || !unit || dose.dose().value() < 0) {
      notes.add(
          ConversionNote.Code.ORGAN_DOSE_NOT_CARRIED,
          "An organ dose has no organ of SNOMED CT, or is not in mGy or Gy");
      return Optional.empty();
    }
    String side =
        dose.laterality()
            .filter(code -> !code.means(BOTH_SIDES))
            .map(code -> code.modern().value())
            .orElse("");
    if (!side.isEmpty()) {
      notes.add(
          ConversionNote.Code.LATERALITY_NOT_CARRIED,
          "A dose of one side of an organ is kept under the organ; the registry has no sides");
    }
    Observation observation = new Observation();
    observation.setId(
        ResourceKeys.of("organ-dose", administration.getIdPart(), site.value(), side));
    observation.getMeta().addProfile(context.profile("atr-absorbed-dose"));
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.addPartOf(new Reference("MedicationAdministration/" + administration.getIdPart()));
    observation.setCode(new CodeableConcept(new Coding(StudyMapper.DCM, "113518", "Organ Dose")));
    observation.setSubject(administration.getSubject().copy());
    observation.setEffective(administration.getEffective().copy());
    observation.setValue(
        new Quantity()
            .setValue(new BigDecimal(dose.dose().text()))
            .setUnit(dose.dose().unit())
            .setSystem(Systems.UCUM)
            .setCode(dose.dose().unit()));
    observation.setBodySite(
        new CodeableConcept(new Coding().setSystem(Systems.SNOMED).setCode(site.value())));
    CodeableConcept method =
        new CodeableConcept(
            new Coding(
                context.canonicalBase() + "/CodeSystem/dose-method", "other", "Another method"));
    dose.authority().ifPresent(method::setText);
    observation.setMethod(method);
    observation.addDerivedFrom(new Reference("ImagingStudy/" + study.getIdPart()));
    return Optional.of(observation);
  }
}
