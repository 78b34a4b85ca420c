package org.therafed.gateway.intake.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.FhirCode;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.site.Site;

/**
 * Finds whom a request is about: by the subject's identifier, by a contained Patient, by a Patient
 * in the same Bundle, or by a Patient with that id that came before.
 */
@Singleton
public class SubjectResolver {

  private final Site site;
  private final IntakeLog log;

  @Inject
  public SubjectResolver(Site site, IntakeLog log) {
    this.site = site;
    this.log = log;
  }

  /**
   * Who it is, or which Patient has to come first.
   *
   * @param aliases ids of the Patients in the request
   */
  record Subject(Optional<PatientKey> person, Optional<String> waitsFor, List<String> aliases) {}

  Subject resolve(FhirBody body) {
    return resolve(body, Map.of());
  }

  /**
   * Who it is, where Patients among the entries were refused.
   *
   * @param refused whom these name, by fullUrl and Type/id
   */
  Subject resolve(FhirBody body, Map<String, PatientKey> refused) {
    Set<PatientKey> persons = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    List<String> aliases = new ArrayList<>();
    for (FhirBody.Entry entry : body.entries()) {
      if (entry.resource() instanceof Patient patient) {
        persons.add(key(patient));
        entry.typeAndId().ifPresent(aliases::add);
      } else {
        FhirBody.subject(entry.resource())
            .ifPresent(
                reference -> subject(body, refused, entry.resource(), reference, persons, unknown));
      }
    }
    if (persons.size() + unknown.size() > 1) {
      throw FhirCode.TWO_PATIENTS.with(safe("count", persons.size() + unknown.size()));
    }
    if (persons.isEmpty() && unknown.isEmpty()) {
      throw FhirCode.NO_PATIENT.with();
    }
    return new Subject(persons.stream().findFirst(), unknown.stream().findFirst(), aliases);
  }

  private static Patient contained(Resource from, String id) {
    List<Resource> contained =
        from instanceof DomainResource resource ? resource.getContained() : List.of();
    return contained.stream()
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .filter(patient -> id.equals(withoutHash(patient.getIdElement().getIdPart())))
        .findFirst()
        .orElseThrow(FhirCode.NO_PATIENT::with);
  }

  /** The parser keeps the mark of a contained resource in its id. */
  private static String withoutHash(String id) {
    return id != null && id.startsWith("#") ? id.substring(1) : id;
  }

  private PatientKey key(Patient patient) {
    return FhirBody.key(patient, site.patientIssuer())
        .map(FhirBounds::checked)
        .orElseThrow(FhirCode.NO_PATIENT_ID::with);
  }

  private void subject(
      FhirBody body,
      Map<String, PatientKey> refused,
      Resource from,
      Reference reference,
      Set<PatientKey> persons,
      Set<String> unknown) {
    if (reference.hasIdentifier()
        && !FhirBody.isNational(reference.getIdentifier())
        && reference.getIdentifier().hasValue()) {
      FhirBody.key(reference.getIdentifier(), site.patientIssuer())
          .map(FhirBounds::checked)
          .ifPresent(persons::add);
      return;
    }
    String written = reference.getReference();
    if (written == null || written.isBlank()) {
      throw FhirCode.NO_PATIENT.with();
    }
    if (written.startsWith("#")) {
      persons.add(key(contained(from, written.substring(1))));
      return;
    }
    String text = PatientReference.unversioned(written);
    Optional<FhirBody.Entry> entry = body.entryOf(text);
    if (entry.isPresent()) {
      if (!(entry.get().resource() instanceof Patient patient)) {
        throw FhirCode.NO_PATIENT.with();
      }
      persons.add(key(patient));
      return;
    }
    if (refused.containsKey(text)) {
      persons.add(refused.get(text));
      return;
    }
    if (!text.startsWith("Patient/")) {
      throw FhirCode.NO_PATIENT.with();
    }
    log.personOf(FhirBounds.checked(text)).ifPresentOrElse(persons::add, () -> unknown.add(text));
  }
}
