package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.UnreadConsent;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.profile.Canonical;

/**
 * Finds Consents, and whose they are, in a body that is refused. Reads plain JSON, because FHIR's
 * own rules are what such a body breaks; a body that is no JSON names nobody. A person is found by
 * any form of reference that may mean them, because what is found here only ever stops records.
 */
@Singleton
class UnreadConsents {

  private final ObjectMapper json;
  private final IntakeLog log;
  private final Site site;

  @Inject
  UnreadConsents(SiteConfig config, IntakeLog log, Site site) {
    this.json =
        new ObjectMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(config.fhirMaxNesting())
                        .build())
                .build());
    this.log = log;
    this.site = site;
  }

  /**
   * What a refused body holds.
   *
   * @param consents those whose person, or whose Patient's id, can be told
   * @param nobody whether there is one whose person is not known
   */
  record Found(List<UnreadConsent> consents, boolean nobody) {}

  /**
   * The Consents of a refused body.
   *
   * @param wantedType of the address; what is sent there counts as one
   */
  Found in(byte[] body, Optional<String> wantedType) {
    return in(body, wantedType, index -> true);
  }

  /** The Consent that one entry of a Bundle holds. */
  Found inEntry(byte[] body, int index) {
    return in(body, Optional.empty(), at -> at == index);
  }

  private Found in(byte[] body, Optional<String> wantedType, IntPredicate wanted) {
    boolean toConsents = wantedType.filter("Consent"::equals).isPresent();
    JsonNode root;
    try {
      root = json.readTree(body);
    } catch (IOException e) {
      return new Found(List.of(), toConsents);
    }
    List<Optional<UnreadConsent>> unread = new ArrayList<>();
    if (isConsent(root) || toConsents) {
      unread.add(consent(root, root));
    }
    for (int i = 0; i < root.path("entry").size(); i++) {
      JsonNode resource = root.path("entry").path(i).path("resource");
      if (isConsent(resource) && wanted.test(i)) {
        unread.add(consent(root, resource));
      }
    }
    return new Found(
        unread.stream().flatMap(Optional::stream).toList(),
        unread.stream().anyMatch(one -> one.flatMap(UnreadConsent::person).isEmpty()));
  }

  private static boolean isConsent(JsonNode resource) {
    return resource.path("resourceType").asText().equals("Consent");
  }

  private Optional<UnreadConsent> consent(JsonNode root, JsonNode consent) {
    JsonNode patient = consent.path("patient");
    String reference = PatientReference.unversioned(text(patient.path("reference")).strip());
    Optional<String> fhirId = PatientReference.tail(reference);
    Optional<PatientKey> person =
        key(patient.path("identifier"))
            .or(() -> contained(consent, reference))
            .or(() -> inBody(root, reference, fhirId))
            .or(() -> fhirId.flatMap(log::personOf));
    if (person.isEmpty() && fhirId.isEmpty()) {
      return Optional.empty();
    }
    ConsentKeys keys = new ConsentKeys();
    keys.id(text(consent.path("id")));
    for (JsonNode identifier : consent.path("identifier")) {
      keys.identifier(text(identifier.path("system")), text(identifier.path("value")), person);
    }
    return Optional.of(
        new UnreadConsent(
            person,
            person.isPresent() ? Optional.empty() : fhirId,
            LocalDate.ofInstant(site.clock().instant(), site.zone()),
            keys.list()));
  }

  private Optional<PatientKey> contained(JsonNode consent, String reference) {
    if (!reference.startsWith("#")) {
      return Optional.empty();
    }
    for (JsonNode resource : consent.path("contained")) {
      if (reference.equals("#" + text(resource.path("id")))) {
        return patientKey(resource);
      }
    }
    return Optional.empty();
  }

  private Optional<PatientKey> inBody(JsonNode root, String reference, Optional<String> fhirId) {
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    for (JsonNode entry : root.path("entry")) {
      JsonNode resource = entry.path("resource");
      boolean meant =
          text(entry.path("fullUrl")).equals(reference)
              || fhirId.filter(("Patient/" + text(resource.path("id")))::equals).isPresent();
      Optional<PatientKey> key = meant ? patientKey(resource) : Optional.empty();
      if (key.isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  private Optional<PatientKey> patientKey(JsonNode resource) {
    if (!resource.path("resourceType").asText().equals("Patient")) {
      return Optional.empty();
    }
    for (JsonNode identifier : resource.path("identifier")) {
      Optional<PatientKey> key = key(identifier);
      if (key.isPresent()) {
        return key;
      }
    }
    return Optional.empty();
  }

  private Optional<PatientKey> key(JsonNode identifier) {
    String system = text(identifier.path("system")).strip();
    String value = text(identifier.path("value")).strip();
    return value.isEmpty() || Canonical.isNationalId(system)
        ? Optional.empty()
        : Optional.of(new PatientKey(system.isEmpty() ? site.patientIssuer() : system, value))
            .filter(IndexedText::fits);
  }

  /** A text that can be kept; empty for any other. */
  private static String text(JsonNode node) {
    return node.isTextual() && FhirText.keepable(node.textValue()) ? node.textValue() : "";
  }
}
