package org.therafed.dicom.convert.dose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.therafed.dicom.dose.AbsorbedDose;
import org.therafed.profiles.terminology.Systems;

/**
 * A dose computed by the MIRD scheme to atr-absorbed-dose: DCM 128533 Mean Absorbed Radiation Dose
 * with its components. {@code method.text} names phantom and sources of S-values.
 */
public final class AbsorbedDoseMapper {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final MathContext DIGITS = new MathContext(4);
  private static final double PERCENT = 100;
  private static final double MBQ_PER_GBQ = 1000;

  private AbsorbedDoseMapper() {}

  /** The observation, complete. */
  public static Observation map(AbsorbedDose dose, DoseContext context) {
    Observation observation = new Observation();
    observation.setId(context.id());
    observation
        .getMeta()
        .addProfile(context.canonicalBase() + "/StructureDefinition/atr-absorbed-dose");
    observation.setStatus(Observation.ObservationStatus.FINAL);
    context.partOf().forEach(reference -> observation.addPartOf(reference.copy()));
    observation.setCode(
        new CodeableConcept(new Coding(DCM, "128533", "Mean Absorbed Radiation Dose")));
    observation.setSubject(context.subject().copy());
    observation.setEffective(context.effective().copy());
    observation.setValue(quantity(dose.gray().value(), "Gy"));
    observation.setBodySite(new CodeableConcept(context.site().copy()));
    if (context.lesion() != null) {
      observation.addFocus(context.lesion().copy());
    }
    CodeableConcept method =
        new CodeableConcept(
            new Coding(
                context.canonicalBase() + "/CodeSystem/dose-method",
                "mird",
                "MIRD schema with organ S values"));
    method.setText(dose.phantom() + ": " + String.join("; ", dose.references()));
    observation.setMethod(method);
    context.images().forEach(reference -> observation.addDerivedFrom(reference.copy()));
    components(observation, dose, context);
    return observation;
  }

  private static void components(Observation observation, AbsorbedDose dose, DoseContext context) {
    if (context.administeredMbq().isPresent()) {
      double mbq = context.administeredMbq().getAsDouble();
      observation
          .addComponent()
          .setCode(new CodeableConcept(new Coding(DCM, "113507", "Administered activity")))
          .setValue(quantity(mbq, "MBq"));
      component(
          observation,
          context,
          "dose-per-activity",
          OptionalDouble.of(dose.perGigabecquerel(mbq / MBQ_PER_GBQ)),
          "Gy/GBq");
    }
    if (context.integral() != null) {
      double mbqHours = context.integral().megabecquerelHours().value();
      OptionalDouble integral = OptionalDouble.of(mbqHours);
      component(observation, context, "time-integrated-activity", integral, "MBq.h");
    }
    component(observation, context, "effective-half-life", context.effectiveHalfLifeHours(), "h");
    component(observation, context, "mass", context.massG(), "g");
    component(
        observation, context, "uncertainty", OptionalDouble.of(PERCENT * dose.gray().logSd()), "%");
    observation
        .addComponent()
        .setCode(local(context, "time-points"))
        .setValue(new IntegerType(context.timePoints()));
  }

  private static void component(
      Observation observation,
      DoseContext context,
      String code,
      OptionalDouble value,
      String unit) {
    if (value.isPresent()) {
      observation
          .addComponent()
          .setCode(local(context, code))
          .setValue(quantity(value.getAsDouble(), unit));
    }
  }

  private static CodeableConcept local(DoseContext context, String code) {
    return new CodeableConcept(
        new Coding()
            .setSystem(context.canonicalBase() + "/CodeSystem/dose-component")
            .setCode(code));
  }

  private static Quantity quantity(double value, String unit) {
    return new Quantity()
        .setValue(new BigDecimal(new BigDecimal(value, DIGITS).toPlainString()))
        .setUnit(unit)
        .setSystem(Systems.UCUM)
        .setCode(unit);
  }
}
