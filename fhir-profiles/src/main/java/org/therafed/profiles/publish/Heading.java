package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.profiles.profile.Canonical;

/**
 * What every conformance resource begins with.
 *
 * @param version of the library, e.g. {@code 0.1.0}
 */
record Heading(String version) {

  /** A resource with canonical, version, names and status. */
  ObjectNode of(String type, String id, Bilingual title) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource.put("resourceType", type).put("id", id);
    resource.put("url", Canonical.BASE + "/" + type + "/" + id);
    resource.put("version", version).put("name", name(id));
    title.put(resource, "title");
    resource.put("status", "active").put("publisher", "Therafed");
    title.put(resource, "description");
    return resource;
  }

  /** A name as programs may use it: {@code AtrLab}. */
  private static String name(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return Character.isDigit(name.charAt(0)) ? "N" + name : name.toString();
  }
}
