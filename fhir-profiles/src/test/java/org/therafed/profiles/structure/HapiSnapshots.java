package org.therafed.profiles.structure;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * HAPI's snapshots of differentials. One worker for all of them: left to itself the generator makes
 * one for each, and each converts all of R4's definitions again.
 */
public final class HapiSnapshots {
  private final SnapshotGeneratingValidationSupport generator;
  private final ValidationSupportContext context;

  /** A generator over R4 and what is given. */
  public HapiSnapshots(PrePopulatedValidationSupport given) {
    FhirContext fhir = FhirContext.forR4Cached();
    ValidationSupportChain chain =
        new ValidationSupportChain(given, new DefaultProfileValidationSupport(fhir));
    generator =
        new SnapshotGeneratingValidationSupport(
            fhir, new WorkerContextValidationSupportAdapter(chain));
    chain.addValidationSupport(generator);
    context = new ValidationSupportContext(chain);
  }

  /** The definition with its snapshot; null where its base is not known. */
  public StructureDefinition of(StructureDefinition definition) {
    return (StructureDefinition)
        generator.generateSnapshot(context, definition, null, null, definition.getName());
  }
}
