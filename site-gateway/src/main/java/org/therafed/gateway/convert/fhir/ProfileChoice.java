package org.therafed.gateway.convert.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/** Which of the registry's profiles a hospital's resource is held against. */
final class ProfileChoice {

  /** SNOMED CT: Radiotherapy course of treatment. */
  private static final String EXTERNAL_BEAM = "1217123003";

  private ProfileChoice() {}

  /** The profile it claims, else the one its kind and codes point to. */
  static Profile of(Resource resource) {
    Optional<Profile> claimed =
        resource.getMeta().getProfile().stream()
            .map(CanonicalType::getValue)
            .flatMap(url -> named(url, resource).stream())
            .findFirst();
    return claimed
        .or(() -> byContent(resource))
        .orElseThrow(() -> ConvertCode.TYPE.with(safe("type", resource.fhirType())));
  }

  private static Optional<Profile> named(String url, Resource resource) {
    return Arrays.stream(Profile.values())
        .filter(p -> p.url().equals(url) && p.resourceType().equals(resource.fhirType()))
        .findFirst();
  }

  private static Optional<Profile> byContent(Resource resource) {
    if (resource instanceof Procedure procedure) {
      if (has(procedure.getCode(), Systems.SNOMED, EXTERNAL_BEAM)) {
        return Optional.of(Profile.EXTERNAL_BEAM);
      }
      return Optional.of(
          procedure.hasPartOf() ? Profile.TREATMENT_CYCLE : Profile.TREATMENT_COURSE);
    }
    if (resource instanceof Observation observation) {
      return observation(observation);
    }
    if (resource instanceof MedicationAdministration) {
      return Optional.of(Profile.ADMINISTRATION);
    }
    List<Profile> sameType =
        Arrays.stream(Profile.values())
            .filter(p -> p.resourceType().equals(resource.fhirType()))
            .toList();
    return sameType.size() == 1 ? Optional.of(sameType.get(0)) : Optional.empty();
  }

  private static Optional<Profile> observation(Observation observation) {
    if (has(observation.getCode(), Systems.LOINC, "67162-8")) {
      return Optional.of(Profile.VITAL_STATUS);
    }
    if (has(observation.getCode(), Systems.DCM, "126081")) {
      return Optional.of(Profile.RESPONSE);
    }
    if (observation.getCode().getCoding().stream()
        .anyMatch(coding -> Systems.QUALITY_OF_LIFE.equals(coding.getSystem()))) {
      return Optional.of(Profile.QUALITY_OF_LIFE);
    }
    boolean laboratory =
        observation.getCategory().stream()
            .anyMatch(c -> has(c, Systems.OBSERVATION_CATEGORY, "laboratory"));
    return laboratory ? Optional.of(Profile.LAB) : Optional.empty();
  }

  private static boolean has(CodeableConcept concept, String system, String code) {
    return concept.getCoding().stream()
        .anyMatch(c -> system.equals(c.getSystem()) && code.equals(c.getCode()));
  }
}
