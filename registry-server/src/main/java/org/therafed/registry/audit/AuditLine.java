package org.therafed.registry.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * One event of an exported trail, as a line of NDJSON: {@code {"seq":1,"hash":"…","event":{…}}}.
 * What is hashed are the characters of {@code event}, to the line's last brace.
 *
 * @param event the AuditEvent, exactly as hashed
 */
record AuditLine(long seq, String hash, String event) {
  private static final String EVENT = ",\"event\":";
  private static final JsonMapper MAPPER = new JsonMapper();

  String text() {
    return "{\"seq\":" + seq + ",\"hash\":\"" + hash + "\"" + EVENT + event + "}";
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none of an export
   */
  static AuditLine parse(String line) {
    int at = line.indexOf(EVENT);
    try {
      JsonNode read = MAPPER.readTree(line);
      if (at < 0 || !read.path("seq").isIntegralNumber() || !read.path("hash").isTextual()) {
        throw new IllegalArgumentException("seq, hash and event are needed");
      }
      String event = line.substring(at + EVENT.length(), line.lastIndexOf('}'));
      return new AuditLine(read.path("seq").asLong(), read.path("hash").asText(), event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }
}
