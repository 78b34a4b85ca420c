package org.therafed.evidence.partial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Partials as versioned JSON: <code>{"partial": kind, "version": n, "data": {…}}</code>. Numbers
 * come back bit for bit.
 */
public final class PartialJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private PartialJson() {}

  /** The partial's JSON text. */
  public static String write(Partial<?> partial) {
    PartialFormat format = formatOf(partial.getClass());
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("partial", format.kind()).put("version", format.version());
    envelope.set("data", JSON.valueToTree(partial));
    return envelope.toString();
  }

  /**
   * The partial that {@link #write} wrote.
   *
   * @throws EvidenceFault {@code EV-PARTIAL-001} if it is not such JSON or its numbers are
   *     impossible, {@code EV-PARTIAL-002} if it is of another kind or version
   */
  public static <P extends Partial<P>> P read(String json, Class<P> type) {
    PartialFormat format = formatOf(type);
    try {
      JsonNode envelope = JSON.readTree(json);
      String kind = envelope.path("partial").asText("no kind");
      int version = envelope.path("version").asInt(0);
      if (!kind.equals(format.kind()) || version != format.version()) {
        throw EvidenceCode.PARTIAL_VERSION.with(kind + " version " + version);
      }
      P partial = JSON.treeToValue(envelope.path("data"), type);
      if (partial == null) {
        throw EvidenceCode.PARTIAL_UNREADABLE.with("without data");
      }
      return partial;
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the content, so only its kind is passed on.
      throw EvidenceCode.PARTIAL_UNREADABLE.causedBy(
          e.getCause() instanceof EvidenceFault ? e.getCause() : null,
          "not readable (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static PartialFormat formatOf(Class<?> type) {
    PartialFormat format = type.getAnnotation(PartialFormat.class);
    if (format == null) {
      throw EvidenceCode.PARTIAL_VERSION.with("a type without a declared format");
    }
    return format;
  }
}
