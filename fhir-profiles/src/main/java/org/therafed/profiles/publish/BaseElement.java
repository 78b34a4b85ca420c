package org.therafed.profiles.publish;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileCode;
import org.therafed.profiles.structure.Definitions;

/**
 * An element of FHIR R4 with the elements below it.
 *
 * @param path from its type, e.g. {@code Coding.system}
 * @param row its row in the snapshot of R4
 * @param children the elements below it, in the order of R4
 */
record BaseElement(String path, JsonNode row, List<BaseElement> children) {
  private static final String TYPE_URL = "http://hl7.org/fhir/StructureDefinition/";
  private static final Set<String> RESOURCES =
      Arrays.stream(Profile.values())
          .map(Profile::resourceType)
          .collect(Collectors.toUnmodifiableSet());
  private static final String FHIR_TYPE = TYPE_URL + "structuredefinition-fhir-type";

  /** The root of a resource or data type. */
  static BaseElement of(Definitions definitions, String type) {
    JsonNode definition =
        definitions
            .definition(TYPE_URL + type)
            .orElseThrow(
                () ->
                    ProfileCode.TABLE.with(
                        safe("file", Canonical.BASE),
                        safe("path", type),
                        safe("reason", "the type is not one of FHIR R4")));
    Map<String, BaseElement> byPath = new HashMap<>();
    BaseElement root = null;
    for (JsonNode row : definition.path("snapshot").path("element")) {
      String path = row.path("id").asText();
      BaseElement element = new BaseElement(path, row, new ArrayList<>());
      int dot = path.lastIndexOf('.');
      if (dot < 0) {
        root = element;
      } else {
        byPath.get(path.substring(0, dot)).children().add(element);
      }
      byPath.put(path, element);
    }
    return root;
  }

  /** The last part of the path, e.g. {@code value[x]}. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  boolean isChoice() {
    return path.endsWith("[x]");
  }

  int min() {
    return row.path("min").asInt();
  }

  String max() {
    return row.path("max").asText();
  }

  /** The FHIR type of a name of a choice, e.g. {@code Quantity}; null where it is none of it. */
  String typeOfChoice(String jsonName) {
    String stem = name().substring(0, name().length() - 3);
    if (!jsonName.startsWith(stem)) {
      return null;
    }
    for (JsonNode type : row.path("type")) {
      String code = type.path("code").asText();
      if (jsonName.equals(stem + Character.toUpperCase(code.charAt(0)) + code.substring(1))) {
        return code;
      }
    }
    return null;
  }

  /** The FHIR type of an element with one type; that of {@code Extension.url} is {@code uri}. */
  String type() {
    JsonNode type = row.path("type").path(0);
    for (JsonNode extension : type.path("extension")) {
      if (extension.path("url").asText().equals(FHIR_TYPE)) {
        return extension.path("valueUrl").asText(extension.path("valueUri").asText());
      }
    }
    return type.path("code").asText();
  }

  /** Whether it is the id of an element or resource, or a URL, which carry no extensions. */
  boolean isSystemValue() {
    return row.path("type").path(0).path("code").asText().startsWith("http:");
  }

  /** Where the element was first defined, e.g. {@code DomainResource.text}. */
  String definedAt() {
    String name = name();
    int dot = path.indexOf('.');
    boolean top = dot > 0 && dot == path.lastIndexOf('.');
    boolean resource = top && isResourceLevel();
    return switch (name) {
      case "meta", "implicitRules", "language" -> resource ? "Resource." + name : path;
      case "text", "contained" -> resource ? "DomainResource." + name : path;
      case "id" -> resource ? "Resource.id" : "Element.id";
      case "extension" -> resource ? "DomainResource.extension" : "Element.extension";
      case "modifierExtension" ->
          resource ? "DomainResource.modifierExtension" : "BackboneElement.modifierExtension";
      default -> path.startsWith("Duration.") ? path.replace("Duration.", "Quantity.") : path;
    };
  }

  private boolean isResourceLevel() {
    return RESOURCES.contains(path.substring(0, path.indexOf('.')));
  }
}
