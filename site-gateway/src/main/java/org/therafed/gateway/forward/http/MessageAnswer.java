package org.therafed.gateway.forward.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.forward.SendResult;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * What an answer means for a message that the registry must take before anything else of the
 * person. Only what the registry itself says counts.
 */
final class MessageAnswer {

  private static final String NUMBER_USED = "RG-INGEST-003";

  private MessageAnswer() {}

  /**
   * Reads an answer.
   *
   * @param isReceipt whether JSON is the receipt of this very message
   * @param refused what a refusal of the registry is called; it is not final
   */
  static SendResult read(
      int status,
      String body,
      Predicate<JsonNode> isReceipt,
      GatewayCode refused,
      Optional<Duration> retryAfter) {
    JsonNode json = json(body);
    if (status == 200 && isReceipt.test(json)) {
      return new SendResult.Stored(json.toString());
    }
    if (status == 401) {
      return new SendResult.Later(ForwardCode.NOT_AUTHORISED, true, Optional.empty());
    }
    if (status == 429 || status >= 500) {
      return new SendResult.Later(ForwardCode.BUSY, status == 429 || status == 503, retryAfter);
    }
    String code = json.path("code").asText();
    if (status == 409 && code.equals(NUMBER_USED)) {
      return new SendResult.NumberTaken();
    }
    // An older registry, or a proxy, keeps back one person's records, not everybody's.
    return new SendResult.Later(
        code.startsWith("RG-") ? refused : ForwardCode.ANSWER, false, Optional.empty());
  }

  private static JsonNode json(String body) {
    try {
      return TransferBundle.readTree(body.getBytes(StandardCharsets.UTF_8));
    } catch (Fault e) {
      return MissingNode.getInstance();
    }
  }
}
