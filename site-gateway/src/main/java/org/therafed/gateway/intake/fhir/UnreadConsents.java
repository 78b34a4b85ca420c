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
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.UnreadConsent;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.profile.Canonical;

/**
 * Finds Consents, and whose they are, in a body that is refused. Reads plain JSON, because FHIR's
 * own rules are what such a body breaks; a body that is no JSON names nobody.
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
   * The Consents of a refused body whose person can be told.
   *
   * @param wantedType of the address; what is sent there counts as one
   */
  List<UnreadConsent> in(byte[] body, Optional<String> wantedType) {
    JsonNode root;
    try {
      root = json.readTree(body);
    } catch (IOException e) {
      return List.of();
    }
    List<UnreadConsent> unread = new ArrayList<>();
    if (isConsent(root) || wantedType.filter("Consent"::equals).isPresent()) {
      consent(root, root, unread);
    }
    for (JsonNode entry : root.path("entry")) {
      if (isConsent(entry.path("resource"))) {
        consent(root, entry.path("resource"), unread);
      }
    }
    return unread;
  }

  private static boolean isConsent(JsonNode resource) {
    return resource.path("resourceType").asText().equals("Consent");
  }

  private void consent(JsonNode root, JsonNode consent, List<UnreadConsent> unread) {
    JsonNode patient = consent.path("patient");
    String reference = text(patient.path("reference"));
    Optional<PatientKey> person =
        key(patient.path("identifier"))
            .or(() -> inBody(root, reference))
            .or(() -> reference.isEmpty() ? Optional.empty() : log.personOf(reference));
    if (person.isEmpty() && !reference.startsWith("Patient/")) {
      return;
    }
    ConsentKeys keys = new ConsentKeys();
    keys.id(text(consent.path("id")));
    for (JsonNode identifier : consent.path("identifier")) {
      keys.identifier(text(identifier.path("system")), text(identifier.path("value")), person);
    }
    unread.add(
        new UnreadConsent(
            person,
            person.isPresent() ? Optional.empty() : Optional.of(reference),
            LocalDate.ofInstant(site.clock().instant(), site.zone()),
            keys.list()));
  }

  private Optional<PatientKey> inBody(JsonNode root, String reference) {
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    for (JsonNode entry : root.path("entry")) {
      JsonNode resource = entry.path("resource");
      boolean meant =
          text(entry.path("fullUrl")).equals(reference)
              || reference.equals("Patient/" + text(resource.path("id")));
      if (meant && resource.path("resourceType").asText().equals("Patient")) {
        for (JsonNode identifier : resource.path("identifier")) {
          Optional<PatientKey> key = key(identifier);
          if (key.isPresent()) {
            return key;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<PatientKey> key(JsonNode identifier) {
    String system = text(identifier.path("system")).strip();
    String value = text(identifier.path("value")).strip();
    boolean national =
        system.equals(Canonical.NATIONAL_ID) || system.equals(Canonical.CN_RESIDENT_ID);
    return value.isEmpty() || national
        ? Optional.empty()
        : Optional.of(new PatientKey(system.isEmpty() ? site.patientIssuer() : system, value));
  }

  /** A text that can be kept; empty for any other. */
  private static String text(JsonNode node) {
    return node.isTextual() && FhirText.keepable(node.textValue()) ? node.textValue() : "";
  }
}
