package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The ImplementationGuide that lists what is published. */
final class Guide {
  /** The name of the npm package. */
  static final String PACKAGE = "therafed.fhir.profiles";

  private Guide() {}

  static ObjectNode of(Heading heading, List<ObjectNode> resources) {
    ObjectNode guide =
        heading.of(
            "ImplementationGuide",
            PACKAGE,
            new Bilingual("Profiles of the registry of advanced treatments", "先进治疗登记库规范"));
    guide.put("packageId", PACKAGE).put("license", "Apache-2.0");
    guide.putArray("fhirVersion").add("4.0.1");
    ObjectNode definition = guide.putObject("definition");
    ArrayNode listed = definition.putArray("resource");
    for (ObjectNode resource : resources) {
      String type = resource.path("resourceType").asText();
      ObjectNode entry = listed.addObject();
      entry.putObject("reference").put("reference", type + "/" + resource.path("id").asText());
      entry.put("name", resource.path("title").asText(resource.path("name").asText()));
      entry.put("exampleBoolean", false);
    }
    ObjectNode page = definition.putObject("page");
    page.put("nameUrl", "index.html").put("title", "Contents").put("generation", "generated");
    return guide;
  }
}
