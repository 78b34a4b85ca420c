package org.therafed.gateway.deidentify;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.gateway.deidentify.dateshift.DateShift;
import org.therafed.gateway.deidentify.pseudonym.Pseudonyms;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.fault.DeidentifyCode;
import org.therafed.profiles.identifier.ResourceReference;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileDefinition;

/** Walks a resource along the profile table and applies each element's action. */
final class ElementActions {

  private static final String OID = "urn:oid:";
  private static final Set<String> FRAME = Set.of("resourceType", "id", "meta");

  private final Pseudonyms pseudonyms;
  private final Subject subject;
  private final String localPatient;
  private final DateShift shift;
  private final LocalDate latest;

  /**
   * @param latest the last day on which something may have happened
   */
  ElementActions(
      Pseudonyms pseudonyms,
      Subject subject,
      String localPatient,
      DateShift shift,
      LocalDate latest) {
    this.pseudonyms = pseudonyms;
    this.subject = subject;
    this.localPatient = localPatient;
    this.shift = shift;
    this.latest = latest;
  }

  /** What may leave of the resource, without resourceType, id and meta. */
  ObjectNode walk(ObjectNode resource, ProfileDefinition definition) {
    ObjectNode source = resource.deepCopy();
    source.remove(FRAME);
    return object(source, definition.root(), definition.profile().id());
  }

  /** The keyed id. A product belongs to nobody and is shared by all its administrations. */
  String recordId(ObjectNode resource, Profile profile) {
    String id = resource.path("id").asText();
    if (id.isEmpty()) {
      throw fault("id", profile.id());
    }
    return pseudonyms.record(profile.resourceType(), id).value();
  }

  private ObjectNode object(ObjectNode source, ElementCursor at, String profile) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : source.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (value instanceof ArrayNode array) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : array) {
          child(name, item, at, profile).ifPresent(kept::add);
        }
        if (!kept.isEmpty()) {
          out.set(name, kept);
        }
      } else {
        child(name, value, at, profile).ifPresent(kept -> out.set(name, kept));
      }
    }
    return out;
  }

  private Optional<JsonNode> child(String name, JsonNode item, ElementCursor at, String profile) {
    Optional<ElementCursor> place = at.child(name, item);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    ElementRule rule = place.get().rule();
    if (item instanceof ObjectNode object) {
      if (rule.type().primitive()) {
        throw fault(rule.path(), profile);
      }
      ObjectNode kept = object(object, place.get(), profile);
      boolean nothingSaid = object.size() > 1 && kept.size() == 1 && kept.has("url");
      if (kept.isEmpty() || (name.equals("extension") && nothingSaid)) {
        return Optional.empty();
      }
      if (name.equals("extension")) {
        kept.put("url", object.path("url").asText());
      }
      return Optional.of(kept);
    }
    if (!rule.type().primitive() || !item.isValueNode() || item.isNull()) {
      throw fault(rule.path(), profile);
    }
    return primitive(item, rule, profile);
  }

  private Optional<JsonNode> primitive(JsonNode value, ElementRule rule, String profile) {
    String text = value.asText();
    return switch (rule.action()) {
      case KEEP -> Optional.of(value);
      case SHIFT_DATE -> text(shifted(text, rule, profile));
      case YEAR_ONLY -> text(year(text, rule, profile));
      case REFERENCE -> text(reference(text, rule, profile));
      case ID, IDENTIFIER_VALUE -> text(pseudonyms.value(rule.path(), text).value());
      case UID -> text(uid(text));
      case CODE_TEXT -> rule.permitsText(text) ? Optional.of(value) : Optional.empty();
    };
  }

  private static Optional<JsonNode> text(String text) {
    return Optional.of(TextNode.valueOf(text));
  }

  /** Once it is shifted, nobody can tell any more a day that has not come from one that has. */
  private String shifted(String text, ElementRule rule, String profile) {
    if (!rule.constraints().mayLieAhead()
        && FhirTime.parse(text).map(FhirTime::date).filter(latest::isBefore).isPresent()) {
      throw DeidentifyCode.AHEAD.with(safe("path", rule.path()), safe("profile", profile));
    }
    return shift.apply(text, rule.path(), profile);
  }

  private static String year(String text, ElementRule rule, String profile) {
    if (!text.matches("\\d{4}(-\\d{2}(-\\d{2})?)?")) {
      throw fault(rule.path(), profile);
    }
    return text.substring(0, 4);
  }

  private String reference(String text, ElementRule rule, String profile) {
    if (text.equals(localPatient)) {
      return "Patient/" + pseudonyms.patient(subject).value();
    }
    if (text.startsWith("Patient/")) {
      throw DeidentifyCode.SUBJECT.with(safe("path", rule.path()));
    }
    ResourceReference reference =
        ResourceReference.parse(text).orElseThrow(() -> fault(rule.path(), profile));
    return reference.type()
        + "/"
        + pseudonyms.record(reference.type(), reference.id().value()).value();
  }

  private String uid(String text) {
    return text.startsWith(OID)
        ? OID + pseudonyms.uid(text.substring(OID.length()))
        : pseudonyms.uid(text);
  }

  private static Fault fault(String path, String profile) {
    return DeidentifyCode.ELEMENT.with(safe("path", path), safe("profile", profile));
  }
}
