package org.therafed.dicom.net;

import java.io.IOException;
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

  StoreService(StoreHandler handler, String callingAe, String associationId) {
    this.handler = new GuardedStore(handler);
    this.callingAe = callingAe;
    this.associationId = associationId;
  }

  /** Takes the object and reads its data set to the end, whatever the handler left of it. */
  StoreOutcome store(Message message, String abstractSyntax, String transferSyntax, DataStream data)
      throws IOException {
    StoreOutcome outcome = outcome(message, abstractSyntax, transferSyntax, data);
    if (message.hasData()) {
      data.drain();
    }
    return outcome;
  }

  private StoreOutcome outcome(
      Message message, String abstractSyntax, String transferSyntax, DataStream data)
      throws IOException {
    DataSet command = message.command();
    String sopClass = command.string(Tag.AffectedSOPClassUID).orElse("");
    String sopInstance = command.string(Tag.AffectedSOPInstanceUID).orElse("");
    if (sopClass.isEmpty() || sopInstance.isEmpty()) {
      return new StoreOutcome(
          Command.STATUS_MISSING_ATTRIBUTE, "Affected SOP Class or Instance UID missing");
    }
    if (!sopClass.equals(abstractSyntax)) {
      return new StoreOutcome(
          Command.STATUS_SOP_CLASS_NOT_SUPPORTED, "SOP class differs from presentation context");
    }
    if (!message.hasData()) {
      return StoreOutcome.cannotUnderstand("C-STORE without data set");
    }
    return handler.store(
        new StoreRequest(callingAe, sopClass, sopInstance, transferSyntax, data, associationId));
  }
}
