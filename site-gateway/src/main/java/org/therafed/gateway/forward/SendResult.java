package org.therafed.gateway.forward;

import java.time.Duration;
import java.util.Optional;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.profiles.outcome.Phrase;

/** What came of one attempt to send a transfer. */
public sealed interface SendResult {

  /**
   * The registry has stored it.
   *
   * @param receipt its answer
   */
  record Stored(String receipt) implements SendResult {}

  /**
   * The registry will never take it as it is.
   *
   * @param answer its OperationOutcome
   * @param first the first finding, without data values
   */
  record Refused(int status, String answer, Phrase first) implements SendResult {}

  /** The number was used for other content. */
  record NumberTaken() implements SendResult {}

  /**
   * It may work later.
   *
   * @param wholeSite whether nothing else would get through either
   * @param notBefore what the registry asked for
   */
  record Later(GatewayCode code, boolean wholeSite, Optional<Duration> notBefore)
      implements SendResult {}
}
