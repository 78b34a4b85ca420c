package org.therafed.gateway.intake.fhir.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.PersonElement;

/** What is read of resources of a FHIR server before the intake takes them. */
public final class PulledResources {

  private static final Pattern PATIENT =
      Pattern.compile("(?:^|/)(Patient/[A-Za-z0-9.-]{1,64})(?:/_history/.*)?$");
  private static final String REFERENCE = "reference";

  private PulledResources() {}

  /** {@code Type/id}. */
  public static String name(JsonNode resource) {
    return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
  }

  /** The Patient whom a resource is about, {@code Patient/id}; empty where it names none. */
  public static Optional<String> patient(JsonNode resource) {
    Matcher found = PATIENT.matcher(PersonElement.reference(resource));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** The hospital's own identifier of a Patient, the first that is not a national one. */
  public static Optional<PatientKey> key(JsonNode patient, String defaultIssuer) {
    for (JsonNode identifier : patient.path("identifier")) {
      String system = identifier.path("system").asText().strip();
      String value = identifier.path("value").asText().strip();
      if (!value.isEmpty() && !Canonical.isNationalId(system)) {
        return Optional.of(new PatientKey(system.isEmpty() ? defaultIssuer : system, value));
      }
    }
    return Optional.empty();
  }

  /** All references within a resource, as they are written. */
  public static Set<String> references(JsonNode resource) {
    Set<String> found = new TreeSet<>();
    resource.findValues(REFERENCE).stream().map(JsonNode::asText).forEach(found::add);
    return found;
  }

  /**
   * Resources of one person as one Bundle. References to the server itself become relative, so that
   * they mean the same without the server.
   *
   * @param base address of the server, with a slash at its end
   */
  public static ObjectNode bundle(List<JsonNode> resources, String base) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "collection");
    ArrayNode entries = bundle.putArray("entry");
    for (JsonNode resource : resources) {
      JsonNode copy = resource.deepCopy();
      relative(copy, base);
      entries.addObject().set("resource", copy);
    }
    return bundle;
  }

  private static void relative(JsonNode node, String base) {
    if (node instanceof ObjectNode object) {
      JsonNode reference = object.path(REFERENCE);
      if (reference.isTextual() && reference.textValue().startsWith(base)) {
        object.set(REFERENCE, TextNode.valueOf(reference.textValue().substring(base.length())));
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        relative(field.getValue(), base);
      }
    } else {
      node.forEach(child -> relative(child, base));
    }
  }
}
