package org.therafed.gateway.convert.fhir;

import static org.therafed.profiles.outcome.Fault.safe;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.fault.ConvertCode;
import org.therafed.gateway.intake.fhir.FhirBody;
import org.therafed.gateway.intake.fhir.FhirParser;

/**
 * Holds a hospital's FHIR resources against the registry's profiles: claims the profile, gives
 * every resource its business key as id and points references at those. Content stays as it is, but
 * for {@link LocalCodings}; what the profile does not name is dropped later, by de-identification.
 */
@Singleton
public class FhirConverter {

  private final FhirParser parser;
  private final FhirTerser terser = FhirContext.forR4Cached().newTerser();

  @Inject
  public FhirConverter(FhirParser parser) {
    this.parser = parser;
  }

  /**
   * The records of one body.
   *
   * @param localCodings how many codings beside known ones were left out of them
   */
  public record Records(List<Resource> resources, int localCodings) {

    /** What was left out, for people. */
    public List<ConversionNote> notes() {
      return localCodings == 0
          ? List.of()
          : List.of(
              new ConversionNote(
                  ConversionNote.Code.CODING_NOT_CARRIED,
                  "codings that the profile does not know, beside ones that it knows: "
                      + localCodings));
    }
  }

  /**
   * The resources of one body.
   *
   * @param digest of the body as it came
   * @throws org.therafed.profiles.outcome.Fault GW-CONVERT-001, -003, -004 or -005
   */
  public Records convert(byte[] bytes, String digest, PatientKey person) {
    FhirBody body = parser.kept(bytes);
    Map<String, String> ids = ids(body, person, digest);
    List<Resource> converted = new ArrayList<>();
    int localCodings = 0;
    for (FhirBody.Entry entry : body.entries()) {
      Records records = records(entry, body, ids, person);
      converted.addAll(records.resources());
      localCodings += records.localCodings();
    }
    return new Records(converted, localCodings);
  }

  /** The records of one entry. Changes its resource. */
  public List<Resource> convert(
      FhirBody.Entry entry, FhirBody body, String digest, PatientKey person) {
    return records(entry, body, ids(body, person, digest), person).resources();
  }

  private Records records(
      FhirBody.Entry entry, FhirBody body, Map<String, String> ids, PatientKey person) {
    List<Resource> converted = new ArrayList<>();
    converted.add(convert(entry, body, ids, person));
    int localCodings = LocalCodings.drop(entry.resource(), ProfileChoice.of(entry.resource()));
    if (entry.resource() instanceof Patient patient) {
      PatientDeath.of(patient, person).ifPresent(converted::add);
    }
    return new Records(converted, localCodings);
  }

  /** {@code Type/id} that the record of an entry has within the gateway. */
  public String idOf(FhirBody.Entry entry, FhirBody body, String digest, PatientKey person) {
    return ids(body, person, digest).get(key(entry));
  }

  /** The ids of refused entries to which an entry refers; to be asked before it is converted. */
  public Set<String> refused(FhirBody.Entry entry, FhirBody body, PatientKey person) {
    Set<String> needed = new TreeSet<>();
    for (Reference reference :
        terser.getAllPopulatedChildElementsOfType(entry.resource(), Reference.class)) {
      String text = reference.getReference();
      if (text != null && !text.isBlank()) {
        body.linkOf(text)
            .filter(FhirBody.Link::refused)
            .filter(link -> !link.type().equals("Patient"))
            .ifPresent(link -> needed.add(id(link, person)));
      }
    }
    return needed;
  }

  /**
   * Whether one resource of a body can be converted, whatever the others are like. Changes the
   * resource.
   */
  public boolean converts(FhirBody.Entry entry, FhirBody body, PatientKey person) {
    try {
      convert(entry, body, ids(body, person, ""), person);
      return true;
    } catch (RuntimeException e) {
      // Whatever goes wrong here goes wrong with the whole body, too, and is reported there.
      return false;
    }
  }

  private Resource convert(
      FhirBody.Entry entry, FhirBody body, Map<String, String> ids, PatientKey person) {
    Resource resource = entry.resource();
    String localId = ids.get(key(entry));
    if (resource instanceof Patient patient) {
      // Who replaces whom is read by flow; it does not leave.
      patient.setLink(null);
    }
    for (Reference reference :
        terser.getAllPopulatedChildElementsOfType(resource, Reference.class)) {
      point(reference, resource, body, ids, person);
    }
    String profile = ProfileChoice.of(resource).url();
    resource.setMeta(new org.hl7.fhir.r4.model.Meta().addProfile(profile));
    resource.setId(localId.substring(localId.indexOf('/') + 1));
    return resource;
  }

  /**
   * The ids of a body's resources.
   *
   * @param digest of the body: places in two bodies are two records
   */
  private static Map<String, String> ids(FhirBody body, PatientKey person, String digest) {
    Map<String, String> ids = new HashMap<>();
    for (FhirBody.Entry entry : body.entries()) {
      String key = key(entry);
      String id =
          entry.resource() instanceof Patient
              ? LocalIds.patient(person)
              : isNamed(entry)
                  ? local(entry.resource().fhirType(), key)
                  : entry.resource().fhirType() + "/" + LocalIds.of("fhir-unnamed", digest, key);
      ids.put(key, id);
    }
    return ids;
  }

  private static boolean isNamed(FhirBody.Entry entry) {
    return entry.typeAndId().isPresent() || !entry.fullUrl().isEmpty();
  }

  /** The hospital's own id where the resource has one; else its place in this very body. */
  private static String key(FhirBody.Entry entry) {
    return entry
        .typeAndId()
        .orElseGet(() -> entry.fullUrl().isEmpty() ? "entry-" + entry.index() : entry.fullUrl());
  }

  private static String local(String type, String key) {
    return type + "/" + LocalIds.of("fhir", key);
  }

  private static void point(
      Reference reference,
      Resource from,
      FhirBody body,
      Map<String, String> ids,
      PatientKey person) {
    FhirBody.subject(from)
        .filter(subject -> subject == reference)
        .ifPresentOrElse(
            subject -> subject.setReference(LocalIds.patient(person)),
            () -> pointAtRecord(reference, from, body, ids, person));
  }

  private static void pointAtRecord(
      Reference reference,
      Resource from,
      FhirBody body,
      Map<String, String> ids,
      PatientKey person) {
    String text = reference.getReference();
    if (text == null || text.isBlank()) {
      return;
    }
    Optional<FhirBody.Link> link = body.linkOf(text);
    if (link.filter(FhirBody.Link::refused).isPresent() && !link.get().type().equals("Patient")) {
      throw ConvertCode.NEEDED.with();
    }
    String target =
        body.entryOf(text)
            .map(entry -> ids.get(key(entry)))
            .or(() -> link.map(found -> id(found, person)))
            .orElseGet(() -> known(text));
    if (target == null) {
      throw ConvertCode.REFERENCE.with(safe("element", from.fhirType()));
    }
    reference.setReference(target);
  }

  private static String id(FhirBody.Link link, PatientKey person) {
    if (link.type().equals("Patient")) {
      return LocalIds.patient(person);
    }
    return local(link.type(), link.name().contains("/") ? link.name() : link.fullUrl());
  }

  /** A record that came in an earlier request; empty for anything that is not Type/id. */
  private static String known(String text) {
    return text.matches("[A-Z][A-Za-z]+/[A-Za-z0-9\\-.]{1,64}") && !text.startsWith("Patient/")
        ? local(text.substring(0, text.indexOf('/')), text)
        : null;
  }
}
