package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The search parameters that the profiles add to those of R4. */
final class SearchParameters {
  private SearchParameters() {}

  static List<ObjectNode> all(Heading heading) {
    List<ObjectNode> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> row : Names.read("search-parameters.yaml").properties()) {
      JsonNode parameter = row.getValue();
      Bilingual title = new Bilingual(parameter.path("en").asText(), parameter.path("zh").asText());
      ObjectNode resource = heading.of("SearchParameter", row.getKey(), title);
      // SearchParameter has no title in R4.
      resource.remove("title");
      resource.remove("_title");
      resource.put("code", parameter.path("code").asText());
      resource.putArray("base").add(parameter.path("base").asText());
      resource.put("type", parameter.path("type").asText());
      resource.put("expression", parameter.path("expression").asText());
      resource.put("xpathUsage", "normal");
      if (parameter.has("target")) {
        resource.set("target", parameter.get("target"));
      }
      all.add(resource);
    }
    return all;
  }
}
