package org.therafed.gateway.forward;

import java.util.Optional;
import java.util.OptionalLong;

/** Port: where transfers go, the registry or, at a site that shares aggregates, this gateway. */
public interface Destination {

  /** Whether there is somewhere to send to. */
  boolean configured();

  /** Sends a transfer once. */
  SendResult send(byte[] body, Optional<String> traceparent);

  /**
   * Tells once that a pseudonym changes.
   *
   * @param body as {@code PseudonymRemap.bytes()}
   */
  SendResult sendRemap(byte[] body);

  /**
   * Tells once that a patient's records are taken back.
   *
   * @param body as {@code Retraction.bytes()}
   */
  SendResult sendRetraction(byte[] body);

  /** The largest number that was seen there; empty if it cannot be said now. */
  OptionalLong lastSequence();

  /**
   * Whether a transfer is there.
   *
   * @param sha256 of the bytes that were sent, hexadecimal; others under the number are not ours
   */
  Holding holding(long sequence, String sha256);
}
