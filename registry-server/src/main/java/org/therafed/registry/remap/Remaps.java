package org.therafed.registry.remap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.registry.store.NumberedMessages;

/** Applies a message that renames pseudonyms: all its moves, in their order, once. */
@ApplicationScoped
class Remaps {

  private final NumberedMessages messages;
  private final PatientMove move;

  Remaps(NumberedMessages messages, PatientMove move) {
    this.messages = messages;
    this.move = move;
  }

  /**
   * Applies a message; answers its receipt.
   *
   * @throws Fault (as failure) see {@link NumberedMessages} and {@link PatientMove}
   */
  Uni<String> apply(PseudonymRemap remap) {
    String receipt =
        "{\"sequence\":" + remap.sequence().value() + ",\"moves\":" + remap.moves().size() + "}";
    return messages.apply(
        remap.site(),
        remap.sequence(),
        remap.bytes(),
        (session, openCut) -> moves(session, remap, openCut).replaceWith(receipt));
  }

  private Uni<Void> moves(Mutiny.Session session, PseudonymRemap remap, int openCut) {
    return Multi.createFrom()
        .iterable(remap.moves())
        .onItem()
        .transformToUniAndConcatenate(
            each ->
                move.apply(session, remap.site().value(), each, openCut).replaceWith(Boolean.TRUE))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
