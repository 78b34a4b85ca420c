package org.therafed.e2e.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.e2e.fixture.Registry;

/**
 * What the registry publishes about an arm, question and result together.
 *
 * @param responses by endpoint
 */
record ArmAnswers(
    JsonNode survival, Map<String, JsonNode> responses, JsonNode toxicity, JsonNode cost) {

  static ArmAnswers of(Registry registry, String arm) {
    String asked = "?module=rlt-psma&level=" + Undisclosed.LEVEL + "&arm=" + arm;
    Map<String, JsonNode> responses = new TreeMap<>();
    for (String endpoint : new String[] {"orr", "psa50"}) {
      responses.put(endpoint, registry.evidence("response" + asked + "&endpoint=" + endpoint));
    }
    return new ArmAnswers(
        registry.evidence("survival" + asked + "&endpoint=os"),
        responses,
        registry.evidence("toxicity" + asked),
        registry.evidence("cost" + asked));
  }

  /** Whether an answer was released; its {@code result} is missing where it was not. */
  static boolean released(JsonNode answer) {
    return answer.path("state").asText().equals("released");
  }
}
