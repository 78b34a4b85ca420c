package org.therafed.gateway.intake.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.PersonElement;

/**
 * What one request carried.
 *
 * @param type {@code Bundle} or the resource's type
 * @param links entries that went elsewhere
 */
public record FhirBody(String type, List<Entry> entries, List<Link> links) {

  /**
   * An entry whose resource is an arrival of its own.
   *
   * @param name {@code Type/id}, or the type where it has no id
   * @param refused whether it was refused at the door: what refers to it cannot stand
   */
  public record Link(String fullUrl, String name, boolean refused) {

    /** The resource's type. */
    public String type() {
      int slash = name.indexOf('/');
      return slash < 0 ? name : name.substring(0, slash);
    }

    boolean is(String reference) {
      return (!fullUrl.isEmpty() && fullUrl.equals(reference)) || name.equals(reference);
    }
  }

  /**
   * One resource.
   *
   * @param index its place in the Bundle, from 0
   * @param fullUrl as the Bundle gives it; empty where it gives none
   * @param typeAndId {@code Type/id} as it came, whatever conversion makes of the resource; empty
   *     where it has no id
   */
  public record Entry(int index, String fullUrl, Resource resource, Optional<String> typeAndId) {

    static Entry of(int index, String fullUrl, Resource resource) {
      String id = resource.getIdElement().getIdPart();
      return new Entry(
          index,
          fullUrl,
          resource,
          id == null || id.isBlank()
              ? Optional.empty()
              : Optional.of(resource.fhirType() + "/" + id));
    }
  }

  /** The Patients among the resources. */
  public List<Patient> patients() {
    return entries.stream()
        .map(Entry::resource)
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .toList();
  }

  /** Whether there is a Consent among the resources. */
  boolean holdsConsent() {
    return entries.stream().anyMatch(entry -> entry.resource() instanceof Consent);
  }

  /** The entry that a reference means: by fullUrl or by Type/id. */
  public Optional<Entry> entryOf(String reference) {
    return entries.stream()
        .filter(
            entry ->
                (!entry.fullUrl().isEmpty() && entry.fullUrl().equals(reference))
                    || entry.typeAndId().filter(reference::equals).isPresent())
        .findFirst();
  }

  /** The entry that a reference means and that went elsewhere: by fullUrl or by Type/id. */
  public Optional<Link> linkOf(String reference) {
    return links.stream().filter(link -> link.is(reference)).findFirst();
  }

  /** The reference to whom a resource is about; empty for products and Patients. */
  public static Optional<Reference> subject(Resource resource) {
    for (String name : PersonElement.names()) {
      Property property = resource.getNamedProperty(name);
      if (property != null) {
        for (Base value : property.getValues()) {
          if (value instanceof Reference reference) {
            return Optional.of(reference);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The hospital's own identifier of a Patient, the first that is not a national one. */
  public static Optional<PatientKey> key(Patient patient, String defaultIssuer) {
    return patient.getIdentifier().stream()
        .filter(identifier -> !isNational(identifier))
        .flatMap(identifier -> key(identifier, defaultIssuer).stream())
        .findFirst();
  }

  /** An identifier as a key. */
  public static Optional<PatientKey> key(Identifier identifier, String defaultIssuer) {
    String value = identifier.getValue();
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    String system = identifier.getSystem();
    String issuer = system == null || system.isBlank() ? defaultIssuer : system.strip();
    return Optional.of(new PatientKey(issuer, value.strip()));
  }

  /** Whether an identifier is national rather than the hospital's. */
  public static boolean isNational(Identifier identifier) {
    return Canonical.isNationalId(identifier.getSystem());
  }

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "FhirBody[" + type + ", " + entries.size() + " resources]";
  }
}
