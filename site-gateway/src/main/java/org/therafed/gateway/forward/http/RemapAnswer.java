package org.therafed.gateway.forward.http;

import java.time.Duration;
import java.util.Optional;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.SendResult;
import org.therafed.profiles.transfer.PseudonymRemap;

/** What an answer means for a change of pseudonyms. */
final class RemapAnswer {

  private RemapAnswer() {}

  static SendResult read(
      int status, String body, PseudonymRemap sent, Optional<Duration> retryAfter) {
    return MessageAnswer.read(
        status,
        body,
        json ->
            json.path("sequence").asLong() == sent.sequence().value()
                && json.path("moves").asInt() == sent.moves().size(),
        ForwardCode.REMAP_REFUSED,
        retryAfter);
  }
}
