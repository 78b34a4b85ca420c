package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.PersonElement;
import org.therafed.profiles.profile.Profile;

/** The current version of one record, as the rules over several records read it. */
record PersonRecord(Optional<Profile> profile, JsonNode resource) {

  private static final Map<String, Profile> BY_URL =
      Arrays.stream(Profile.values()).collect(Collectors.toMap(Profile::url, Function.identity()));

  static PersonRecord of(JsonNode resource) {
    for (JsonNode url : resource.path("meta").path("profile")) {
      Profile profile = BY_URL.get(url.asText());
      if (profile != null) {
        return new PersonRecord(Optional.of(profile), resource);
      }
    }
    return new PersonRecord(Optional.empty(), resource);
  }

  boolean is(Profile wanted) {
    return profile.filter(wanted::equals).isPresent();
  }

  /** {@code Type/id}. */
  String reference() {
    return type() + "/" + resource.path("id").asText();
  }

  String type() {
    return resource.path("resourceType").asText();
  }

  String status() {
    return resource.path("status").asText();
  }

  /**
   * Whether the record was taken back, or cancelled; R4's AdverseEvent says so in a modifier
   * extension.
   */
  boolean isTakenBack() {
    for (JsonNode modifier : resource.path("modifierExtension")) {
      if (Canonical.ADVERSE_EVENT_STATUS.equals(modifier.path("url").textValue())) {
        return "entered-in-error".equals(modifier.path("valueCode").textValue());
      }
    }
    return profile
        .map(known -> known.isTakenBack(status()))
        .orElse("entered-in-error".equals(status()));
  }

  /** The Patient whom it is about, as {@code Patient/id}; empty for a product. */
  String patient() {
    if (is(Profile.PATIENT)) {
      return reference();
    }
    return PersonElement.reference(resource);
  }

  /** What {@code partOf} names, as {@code Type/id}. */
  List<String> partOf() {
    List<String> targets = new ArrayList<>();
    for (JsonNode target : resource.path("partOf")) {
      targets.add(target.path("reference").asText());
    }
    return targets;
  }

  JsonNode extension(String name) {
    return extensionOf(Canonical.extension(name));
  }

  /** The extension of a URL that is not the registry's own. */
  JsonNode extensionOf(String url) {
    for (JsonNode item : resource.path("extension")) {
      if (url.equals(item.path("url").textValue())) {
        return item;
      }
    }
    return MissingNode.getInstance();
  }

  /** Whether a concept has a code of a system. */
  static boolean has(JsonNode concept, String system, String code) {
    for (JsonNode coding : concept.path("coding")) {
      if (system.equals(coding.path("system").textValue())
          && code.equals(coding.path("code").textValue())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a concept has a code of a system at all. */
  static boolean hasSystem(JsonNode concept, String system) {
    for (JsonNode coding : concept.path("coding")) {
      if (system.equals(coding.path("system").textValue())) {
        return true;
      }
    }
    return false;
  }

  /** This record at an element, named below its type. */
  Place at(String element) {
    return new Place(reference(), element.isEmpty() ? type() : type() + "." + element);
  }

  /** This record where {@link #start} reads. */
  Place atStart(String name) {
    if (resource.has(name + "DateTime")) {
      return at(name + "DateTime");
    }
    return at(resource.has(name + "Period") ? name + "Period.start" : name);
  }

  /** This record where {@link #end} reads. */
  Place atEnd(String name) {
    return at(name + "Period.end");
  }

  /** This record where an extension stands, at a part of it. */
  Place atExtension(String name, String part) {
    return atExtensionOf(Canonical.extension(name), part);
  }

  /** This record where the extension of a URL stands, at a part of it. */
  Place atExtensionOf(String url, String part) {
    int index = 0;
    for (JsonNode item : resource.path("extension")) {
      if (url.equals(item.path("url").textValue())) {
        return at("extension[" + index + "]." + part);
      }
      index++;
    }
    return at("extension");
  }

  /** This record where {@link #partOf} names something. */
  Place atPartOf(String whole) {
    int index = partOf().indexOf(whole);
    return at(index < 0 ? "partOf" : "partOf[" + index + "]");
  }

  /** {@code <name>DateTime}, or the start of {@code <name>Period}. */
  Optional<Days> start(String name) {
    return Days.of(resource.path(name + "DateTime"))
        .or(() -> Days.of(resource.path(name + "Period").path("start")));
  }

  /** The end of {@code <name>Period}. */
  Optional<Days> end(String name) {
    return Days.of(resource.path(name + "Period").path("end"));
  }

  /** This record where {@link #happened} reads. */
  Place atHappened() {
    return switch (profile.orElseThrow()) {
      case TREATMENT_COURSE, TREATMENT_CYCLE, PROCEDURE, EXTERNAL_BEAM -> atStart("performed");
      case ADVERSE_EVENT -> at("date");
      case IMAGING_STUDY -> at("started");
      case DECISION -> at("authoredOn");
      case QUESTIONNAIRE_RESPONSE -> at("authored");
      default -> atStart("effective");
    };
  }

  /** When what the record tells of happened to the person; empty where it tells of nothing such. */
  Optional<Days> happened() {
    if (profile.isEmpty() || "not-done".equals(status())) {
      return Optional.empty();
    }
    return switch (profile.get()) {
      case TREATMENT_COURSE, TREATMENT_CYCLE, PROCEDURE, EXTERNAL_BEAM -> start("performed");
      case ADMINISTRATION,
          RESPONSE,
          VITAL_STATUS,
          LAB,
          COMPANION,
          QUALITY_OF_LIFE,
          IMAGING_MEASUREMENT,
          ABSORBED_DOSE ->
          start("effective");
      case QUESTIONNAIRE_RESPONSE -> Days.of(resource.path("authored"));
      case ADVERSE_EVENT -> Days.of(resource.path("date"));
      case IMAGING_STUDY -> Days.of(resource.path("started"));
      case DECISION -> Days.of(resource.path("authoredOn"));
      // Bills come after death, products and lesions have no day, the rest is computed or told.
      case PATIENT,
          INDICATION,
          TREATMENT_PLAN,
          PRODUCT,
          CELL_PRODUCT,
          LESION,
          ENDPOINT,
          COST,
          SETTLEMENT,
          COVERAGE,
          CONSENT ->
          Optional.empty();
    };
  }

  /** When what {@link #happened} ended; empty where that is not said, or took one instant. */
  Optional<Days> ended() {
    if (happened().isEmpty()) {
      return Optional.empty();
    }
    return is(Profile.ADVERSE_EVENT)
        ? Days.of(extension("ae-end").path("valueDateTime"))
        : end("performed").or(() -> end("effective"));
  }

  /** This record where {@link #ended} reads. */
  Place atEnded() {
    if (is(Profile.ADVERSE_EVENT)) {
      return atExtension("ae-end", "valueDateTime");
    }
    return atEnd(resource.has("performedPeriod") ? "performed" : "effective");
  }
}
