package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;

/**
 * A resource of a module's bundle, with what all of them have in common.
 *
 * @param json the resource
 */
record Resource(ObjectNode json) {
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  /** A resource with type and id only. */
  static Resource bare(String type, String id) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("resourceType", type);
    json.put("id", id);
    return new Resource(json);
  }

  /** A resource with a canonical URL, of the module's version. */
  static Resource canonical(
      String type, String id, TherapyModule module, TherapyModule.Title title) {
    Resource resource = bare(type, id);
    resource.json.put("url", url(type, id)).put("version", module.version()).put("name", name(id));
    title(resource.json, "title", title);
    resource.json.put("status", "active").put("experimental", false);
    resource.json.put("publisher", "Therafed");
    return resource;
  }

  static String url(String type, String id) {
    return Canonical.BASE + "/" + type + "/" + id;
  }

  String type() {
    return json.path("resourceType").asText();
  }

  String id() {
    return json.path("id").asText();
  }

  /** The canonical of the resource; with its version, where the type has one. */
  String canonical() {
    String version = json.has("version") ? "|" + json.path("version").asText() : "";
    return url(type(), id()) + version;
  }

  /** Computable names begin with a capital and have neither hyphen nor point. */
  private static String name(String id) {
    StringBuilder name = new StringBuilder();
    boolean capital = true;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        name.append(capital ? String.valueOf(c).toUpperCase(Locale.ROOT) : c);
      }
      capital = !Character.isLetterOrDigit(c);
    }
    return name.toString();
  }

  /** English, with the Chinese as its translation. */
  static void title(ObjectNode node, String field, TherapyModule.Title title) {
    node.put(field, title.en());
    ObjectNode extension =
        node.putObject("_" + field).putArray("extension").addObject().put("url", TRANSLATION);
    extension.withArray("extension").addObject().put("url", "lang").put("valueCode", "zh");
    extension
        .withArray("extension")
        .addObject()
        .put("url", "content")
        .put("valueString", title.zh());
  }

  static ObjectNode coding(ObjectNode node, Coding coding) {
    return node.put("system", coding.system())
        .put("code", coding.code())
        .put("display", coding.display());
  }

  static void concept(ObjectNode node, Coding coding) {
    coding(node.putArray("coding").addObject(), coding);
  }

  /** A product as a concept: with the other codes that a module names for one of its own. */
  static void product(ObjectNode node, Coding product, TherapyModule module) {
    ArrayNode codings = node.putArray("coding");
    productCoding(codings.addObject(), product, module);
    module
        .own(product)
        .ifPresent(
            own -> own.product().alsoCoded().forEach(also -> coding(codings.addObject(), also)));
  }

  /** A product as a coding: with the Chinese name that a module gives to one of its own. */
  static void productCoding(ObjectNode node, Coding product, TherapyModule module) {
    coding(node, product);
    module.own(product).ifPresent(own -> title(node, "display", own.title()));
  }

  static void quantity(ObjectNode node, BigDecimal value, String unit) {
    node.put("value", value).put("unit", unit).put("system", Systems.UCUM).put("code", unit);
  }

  static void days(ObjectNode node, int days) {
    quantity(node, BigDecimal.valueOf(days), "d");
  }

  static ArrayNode extensions(ObjectNode node) {
    return node.withArray("extension");
  }
}
