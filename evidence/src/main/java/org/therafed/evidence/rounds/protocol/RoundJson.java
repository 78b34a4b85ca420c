package org.therafed.evidence.rounds.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.EvidenceFault;

/**
 * The messages as versioned JSON: <code>{"message": "round-ask", "version": 1, "data": {…}}</code>,
 * described in {@code docs/rounds.md}. Numbers come back bit for bit.
 */
public final class RoundJson {
  /** The version of both messages. */
  public static final int VERSION = 1;

  private static final String ASK = "round-ask";
  private static final String ANSWER = "round-answer";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private RoundJson() {}

  /** The message's text. */
  public static String write(RoundAsk ask) {
    return write(ASK, ask);
  }

  /** The message's text. */
  public static String write(RoundAnswer answer) {
    return write(ANSWER, answer);
  }

  /**
   * The question that {@link #write(RoundAsk)} wrote.
   *
   * @throws EvidenceFault {@code EV-ROUND-009} if it is of another kind or version or not readable
   */
  public static RoundAsk readAsk(String json) {
    return read(json, ASK, RoundAsk.class);
  }

  /**
   * The answer that {@link #write(RoundAnswer)} wrote.
   *
   * @throws EvidenceFault {@code EV-ROUND-009} if it is of another kind or version or not readable
   */
  public static RoundAnswer readAnswer(String json) {
    return read(json, ANSWER, RoundAnswer.class);
  }

  private static String write(String kind, Object message) {
    ObjectNode envelope = JSON.createObjectNode().put("message", kind).put("version", VERSION);
    envelope.set("data", JSON.valueToTree(message));
    return envelope.toString();
  }

  private static <T> T read(String json, String kind, Class<T> type) {
    try {
      JsonNode envelope = JSON.readTree(json);
      String found = envelope.path("message").asText("no kind");
      int version = envelope.path("version").asInt(0);
      if (!found.equals(kind) || version != VERSION) {
        throw EvidenceCode.ROUND_PROTOCOL.with(found + " version " + version);
      }
      T message = JSON.treeToValue(envelope.path("data"), type);
      if (message == null) {
        throw EvidenceCode.ROUND_PROTOCOL.with(kind + " without data");
      }
      return message;
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the content, so only its kind is passed on.
      throw EvidenceCode.ROUND_PROTOCOL.causedBy(
          e.getCause() instanceof EvidenceFault ? e.getCause() : null,
          kind + " that is not readable (" + e.getClass().getSimpleName() + ")");
    }
  }
}
