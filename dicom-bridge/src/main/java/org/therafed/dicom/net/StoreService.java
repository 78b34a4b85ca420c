package org.therafed.dicom.net;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * Hands objects of C-STORE to a handler, whether they come to a server or as sub-operations of a
 * C-GET.
 */
final class StoreService {
  private final GuardedStore handler;
  private final String callingAe;
  private final String associationId;
  private final Consumer<StoreOutcome> unheard;

  /**
   * A service of one association.
   *
   * @param unheard told of what is refused before the handler hears of it
   */
  StoreService(
      StoreHandler handler,
      String callingAe,
      String associationId,
      Consumer<StoreOutcome> unheard) {
    this.unheard = unheard;
    this.handler = new GuardedStore(handler);
    this.callingAe = callingAe;
    this.associationId = associationId;
  }

  /** Takes the object and reads its data set to the end, whatever the handler left of it. */
  StoreOutcome store(Message message, String abstractSyntax, String transferSyntax, DataStream data)
      throws IOException {
    Optional<StoreOutcome> refusal = refusal(message, abstractSyntax);
    refusal.ifPresent(unheard);
    StoreOutcome outcome =
        refusal.isPresent() ? refusal.get() : handled(message, transferSyntax, data);
    if (message.hasData()) {
      data.drain();
    }
    return outcome;
  }

  private StoreOutcome handled(Message message, String transferSyntax, DataStream data)
      throws IOException {
    DataSet command = message.command();
    return handler.store(
        new StoreRequest(
            callingAe,
            command.string(Tag.AffectedSOPClassUID).orElse(""),
            command.string(Tag.AffectedSOPInstanceUID).orElse(""),
            transferSyntax,
            data,
            associationId));
  }

  /** Why a command is refused by itself. */
  private static Optional<StoreOutcome> refusal(Message message, String abstractSyntax) {
    DataSet command = message.command();
    String sopClass = command.string(Tag.AffectedSOPClassUID).orElse("");
    String sopInstance = command.string(Tag.AffectedSOPInstanceUID).orElse("");
    if (sopClass.isEmpty() || sopInstance.isEmpty()) {
      return Optional.of(
          new StoreOutcome(
              Command.STATUS_MISSING_ATTRIBUTE, "Affected SOP Class or Instance UID missing"));
    }
    if (!sopClass.equals(abstractSyntax)) {
      return Optional.of(
          new StoreOutcome(
              Command.STATUS_SOP_CLASS_NOT_SUPPORTED,
              "SOP class differs from presentation context"));
    }
    return message.hasData()
        ? Optional.empty()
        : Optional.of(StoreOutcome.cannotUnderstand("C-STORE without data set"));
  }
}
