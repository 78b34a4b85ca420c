package org.therafed.registry.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialJson;

/**
 * What the members of one site and month give to a question: enough to merge its answer, and to
 * compare whom it counts with what was released. Undisclosed like everything here.
 *
 * @param site of the index events
 * @param members numbers of all of them
 * @param parts one; of a question of cost one for each currency and price year
 * @param <P> the estimator's partial
 */
record MonthPartial<P extends Partial<P>>(String site, PersonNumbers members, List<Part<P>> parts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public MonthPartial {
    parts = List.copyOf(parts);
  }

  /**
   * A partial and whom it counts.
   *
   * @param rows how many rows are in it
   * @param left numbers of the members who are not counted
   * @param linked of those counted, how many have records of several patients
   */
  record Part<P extends Partial<P>>(P partial, int rows, PersonNumbers left, int linked) {}

  /** As {@link #read} reads it. */
  String json() {
    ObjectNode month = JsonNodeFactory.instance.objectNode();
    month.put("site", site).put("members", members.text());
    ArrayNode all = month.putArray("parts");
    for (Part<P> part : parts) {
      all.addObject()
          .put("rows", part.rows())
          .put("left", part.left().text())
          .put("linked", part.linked())
          .put("partial", PartialJson.write(part.partial()));
    }
    return month.toString();
  }

  static <P extends Partial<P>> MonthPartial<P> read(String json, Class<P> type) {
    try {
      JsonNode month = JSON.readTree(json);
      List<Part<P>> parts = new ArrayList<>();
      for (JsonNode part : month.get("parts")) {
        parts.add(
            new Part<>(
                PartialJson.read(part.get("partial").asText(), type),
                part.get("rows").asInt(),
                PersonNumbers.read(part.get("left").asText()),
                part.get("linked").asInt()));
      }
      return new MonthPartial<>(
          month.get("site").asText(), PersonNumbers.read(month.get("members").asText()), parts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("It was written by this class.", e);
    }
  }
}
