package org.therafed.gateway.forward.http;

import java.time.Duration;
import java.util.Optional;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.SendResult;
import org.therafed.profiles.transfer.Retraction;

/** What an answer means for a retraction. */
final class RetractionAnswer {

  private RetractionAnswer() {}

  static SendResult read(int status, String body, Retraction sent, Optional<Duration> retryAfter) {
    return MessageAnswer.read(
        status,
        body,
        json ->
            json.path("sequence").asLong() == sent.sequence().value()
                && json.path("retracted").isIntegralNumber(),
        ForwardCode.RETRACTION_REFUSED,
        retryAfter);
  }
}
