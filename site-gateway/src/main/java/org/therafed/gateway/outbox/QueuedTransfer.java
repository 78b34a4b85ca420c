package org.therafed.gateway.outbox;

import java.util.Optional;
import org.therafed.gateway.database.Bytes;

/**
 * A numbered transfer, about to be sent; its bytes never change again.
 *
 * @param id of the outbox row
 * @param person whose records it holds
 * @param kind what it says
 * @param items arrivals or studies it carries; a refused one of several is taken apart
 * @param body exactly what is sent
 * @param attempts made before
 */
public record QueuedTransfer(
    long id,
    long person,
    TransferKind kind,
    int items,
    long sequence,
    Bytes body,
    int attempts,
    Optional<String> traceparent) {

  /** Without content, for logs. */
  @Override
  public String toString() {
    return "QueuedTransfer[" + id + ", " + sequence + "]";
  }
}
