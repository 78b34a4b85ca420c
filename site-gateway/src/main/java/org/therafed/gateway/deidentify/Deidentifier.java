package org.therafed.gateway.deidentify;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.deidentify.dateshift.DateShifts;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.deidentify.pseudonym.Pseudonyms;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.fault.DeidentifyCode;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.identifier.Pseudonym;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.transfer.PseudonymRemap;

/**
 * De-identifies by allow-list: what the profile table does not name does not come out. A value that
 * an action cannot treat is a fault, and the record is held; nothing passes untreated.
 */
@Singleton
public class Deidentifier {

  private static final int AGE_CAP = 90;

  private final Site site;
  private final Pseudonyms pseudonyms;
  private final LinkageTokens tokens;
  private final DateShifts shifts;
  private final ProfileTable table = ProfileTable.standard();

  @Inject
  public Deidentifier(Site site, Pseudonyms pseudonyms, LinkageTokens tokens, DateShifts shifts) {
    this.site = site;
    this.pseudonyms = pseudonyms;
    this.tokens = tokens;
    this.shifts = shifts;
  }

  /**
   * Treats the resources of one record.
   *
   * @param resources identified, each claiming one profile; Patients are left to {@link #patient}
   * @param localPatient the {@code Patient/id} by which the resources name their subject
   * @throws org.therafed.profiles.outcome.Fault GW-DEID-001 to -003 and -006
   */
  public DeidentifiedBundle records(
      List<ObjectNode> resources, Subject subject, String localPatient) {
    ElementActions actions = actions(subject, localPatient);
    List<ObjectNode> out = new ArrayList<>();
    for (ObjectNode resource : resources) {
      if (!resource.path("resourceType").asText().equals("Patient")) {
        out.add(record(resource, actions));
      }
    }
    return new DeidentifiedBundle(out);
  }

  /** Zones of senders may be a day ahead. */
  private ElementActions actions(Subject subject, String localPatient) {
    return new ElementActions(
        pseudonyms, subject, localPatient, shifts.of(subject), site.today().plusDays(1));
  }

  private ObjectNode record(ObjectNode resource, ElementActions actions) {
    ProfileDefinition definition = definition(resource);
    Profile profile = definition.profile();
    ObjectNode out = frame(profile, actions.recordId(resource, profile));
    TrueTime.add(resource, out, profile, site.today());
    for (Map.Entry<String, JsonNode> field : actions.walk(resource, definition).properties()) {
      merge(out, field.getKey(), field.getValue());
    }
    return out;
  }

  /** Extensions of true time are computed here; the ones a sender wrote do not count. */
  private static void merge(ObjectNode out, String name, JsonNode value) {
    if (!name.equals("extension")) {
      out.set(name, value);
      return;
    }
    for (JsonNode extension : value) {
      if (!TrueTime.computedHere(extension.path("url").asText())) {
        out.withArray("extension").add(extension);
      }
    }
  }

  /**
   * The person as the federation may know them.
   *
   * @param patient identified; gender may be missing
   */
  public DeidentifiedBundle patient(ObjectNode patient, Subject subject, String localPatient) {
    ProfileDefinition definition = table.of(Profile.PATIENT);
    ElementActions actions = actions(subject, localPatient);
    ObjectNode source = patient.deepCopy();
    // The hospital's identifiers are replaced, not treated: see below.
    source.remove("identifier");
    boolean aged = aged(source.path("birthDate").asText(""));
    if (aged) {
      source.remove("birthDate");
    }
    String pseudonym = pseudonyms.patient(subject).value();
    ObjectNode out = frame(Profile.PATIENT, pseudonym);
    ObjectNode own = out.withArray("identifier").addObject();
    own.put("system", Canonical.PSEUDONYM).put("value", pseudonym);
    tokens
        .of(subject)
        .ifPresent(
            token ->
                out.withArray("identifier")
                    .addObject()
                    .put("system", Canonical.LINKAGE_TOKEN)
                    .put("value", token.value()));
    actions.walk(source, definition).properties().forEach(f -> out.set(f.getKey(), f.getValue()));
    out.remove("extension");
    if (aged) {
      out.withArray("extension")
          .addObject()
          .put("url", Canonical.extension("age-90-plus"))
          .put("valueBoolean", true);
    }
    if (!out.has("gender")) {
      out.put("gender", "unknown");
    }
    return new DeidentifiedBundle(List.of(out));
  }

  /** Whether somebody born then is 90 or may be, given how precisely it is known. */
  private boolean aged(String birthDate) {
    LocalDate today = site.today();
    return FhirTime.parse(birthDate)
        .map(
            born ->
                born.length() == 10
                    ? !born.date().plusYears(AGE_CAP).isAfter(today)
                    : today.getYear() - born.date().getYear() >= AGE_CAP)
        .orElse(false);
  }

  /**
   * That a patient has another pseudonym now; empty if both are the same.
   *
   * @param sameDates whether the dates under both move alike
   */
  public Optional<PatientRemap> remap(Subject before, Subject now, boolean sameDates) {
    Pseudonym from = pseudonyms.patient(before);
    Pseudonym to = pseudonyms.patient(now);
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(
            new PatientRemap(
                new PseudonymRemap.Move(
                    from,
                    to,
                    sameDates ? PseudonymRemap.Dates.SAME : PseudonymRemap.Dates.SENT_AGAIN)));
  }

  /** That all that has left of a patient is taken back, under the present pseudonym. */
  public PatientRetraction retraction(Subject subject) {
    return new PatientRetraction(pseudonyms.patient(subject));
  }

  /** How many days the person's dates move, for showing the hospital its own records. */
  public int shiftDays(Subject subject) {
    return shifts.of(subject).days();
  }

  /** What the shift of a person follows from; another basis: everything must be sent again. */
  public String shiftBasis(Subject subject) {
    return shifts.of(subject).basis();
  }

  private ProfileDefinition definition(ObjectNode resource) {
    List<ProfileDefinition> claimed = new ArrayList<>();
    for (JsonNode url : resource.path("meta").path("profile")) {
      Optional<ProfileDefinition> found = table.byUrl(url.textValue());
      found.ifPresent(claimed::add);
    }
    String type = resource.path("resourceType").asText();
    if (claimed.size() != 1 || !claimed.get(0).profile().resourceType().equals(type)) {
      throw DeidentifyCode.PROFILE.with(safe("type", knownType(type)));
    }
    return claimed.get(0);
  }

  private static String knownType(String type) {
    for (Profile profile : Profile.values()) {
      if (profile.resourceType().equals(type)) {
        return type;
      }
    }
    return "resource";
  }

  private static ObjectNode frame(Profile profile, String id) {
    ObjectNode out = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    out.put("resourceType", profile.resourceType()).put("id", id);
    out.putObject("meta").putArray("profile").add(profile.url());
    return out;
  }
}
