package org.therafed.dicom.convert.imagingstudy;

import java.math.BigDecimal;
import java.math.MathContext;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.therafed.profiles.terminology.Systems;

/** A tracer to atr-product and atr-administration. */
final class TracerMapper {
  /** Digits of an activity in MBq; scanners state no more. */
  private static final MathContext DIGITS = new MathContext(9);

  private final ConvertContext context;

  TracerMapper(ConvertContext context) {
    this.context = context;
  }

  Medication product(Tracer tracer) {
    Medication medication = new Medication();
    medication.setId(
        ResourceKeys.of(
            "product", tracer.nuclide().name(), code(tracer).getCodingFirstRep().getCode()));
    medication.getMeta().addProfile(context.profile("atr-product"));
    medication.setCode(code(tracer));
    medication.setStatus(Medication.MedicationStatus.ACTIVE);
    medication.addExtension(context.profile("product-kind"), new CodeType("radioligand"));
    medication.addExtension(context.profile("radionuclide"), nuclide(tracer));
    return medication;
  }

  /**
   * The administration. It belongs to no treatment cycle, so it has no partOf; images tell the
   * administered activity but not the syringe before and after, so only that of a dose report has
   * an activity record.
   */
  MedicationAdministration administration(
      Tracer tracer, String id, String patientId, Medication product) {
    MedicationAdministration administration = new MedicationAdministration();
    administration.setId(id);
    administration.getMeta().addProfile(context.profile("atr-administration"));
    administration.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
    administration.setMedication(new Reference("Medication/" + product.getIdPart()));
    administration.setSubject(new Reference("Patient/" + patientId));
    administration.setEffective(FhirTimes.of(tracer.start()));
    MedicationAdministration.MedicationAdministrationDosageComponent dosage =
        administration.getDosage();
    dosage.setDose(
        new Quantity()
            .setValue(new BigDecimal(tracer.activity().value(), DIGITS).stripTrailingZeros())
            .setUnit("MBq")
            .setSystem(Systems.UCUM)
            .setCode("MBq"));
    if (tracer.intravenous()) {
      dosage.setRoute(
          new CodeableConcept(new Coding(Systems.SNOMED, "47625008", "Intravenous route")));
    }
    administration.addExtension(context.profile("product"), code(tracer));
    administration.addExtension(context.profile("radionuclide"), nuclide(tracer));
    tracer.activityRecord().ifPresent(administration::addExtension);
    return administration;
  }

  private CodeableConcept code(Tracer tracer) {
    return tracer
        .product()
        .map(p -> new CodeableConcept(new Coding(p.system(), p.code(), p.display())))
        .orElseGet(
            () ->
                new CodeableConcept(
                    new Coding(
                        context.canonicalBase() + "/CodeSystem/product",
                        "other-radiopharmaceutical",
                        "Another radiopharmaceutical")));
  }

  private static CodeableConcept nuclide(Tracer tracer) {
    org.therafed.profiles.terminology.Coding coding = tracer.nuclide().coding();
    return new CodeableConcept(new Coding(coding.system(), coding.code(), coding.display()));
  }
}
