package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.Status;
import org.dcm4che3.net.pdu.PresentationContext;
import org.dcm4che3.net.service.BasicCStoreSCP;
import org.therafed.dicom.net.GuardedStore;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/** Hands objects of C-STORE to a handler. */
final class StoreService extends BasicCStoreSCP {
  private final GuardedStore handler;
  private final Duration longest;
  private final BiConsumer<Association, StoreOutcome> unheard;

  /**
   * A service.
   *
   * @param unheard told of what is refused before the handler hears of it
   */
  StoreService(
      StoreHandler handler, Duration longest, BiConsumer<Association, StoreOutcome> unheard) {
    this.unheard = unheard;
    this.handler = new GuardedStore(handler);
    this.longest = longest;
  }

  /** Unique within the process, for traces. */
  static String id(Association association) {
    return "D" + association.getSerialNo();
  }

  @Override
  protected void store(
      Association association,
      PresentationContext context,
      Attributes request,
      PDVInputStream data,
      Attributes response)
      throws IOException {
    ReceivedData dataset = new ReceivedData(data, association, longest);
    Optional<StoreOutcome> refusal = refusal(association, context, request);
    refusal.ifPresent(outcome -> unheard.accept(association, outcome));
    StoreOutcome outcome =
        refusal.isPresent() ? refusal.get() : handled(association, context, request, dataset);
    dataset.drain();
    response.setInt(Tag.Status, VR.US, outcome.status());
    if (!outcome.errorComment().isEmpty()) {
      response.setString(Tag.ErrorComment, VR.LO, outcome.errorComment());
    }
  }

  private StoreOutcome handled(
      Association association,
      PresentationContext context,
      Attributes request,
      ReceivedData dataset)
      throws IOException {
    return handler.store(
        new StoreRequest(
            association.getCallingAET(),
            request.getString(Tag.AffectedSOPClassUID, ""),
            request.getString(Tag.AffectedSOPInstanceUID, ""),
            context.getTransferSyntax(),
            dataset,
            id(association)));
  }

  /** Why a command is refused by itself. */
  private static Optional<StoreOutcome> refusal(
      Association association, PresentationContext context, Attributes request) {
    String sopClass = request.getString(Tag.AffectedSOPClassUID, "");
    if (request.getString(Tag.AffectedSOPInstanceUID, "").isEmpty()) {
      return Optional.of(
          new StoreOutcome(Status.MissingAttribute, "Affected SOP Class or Instance UID missing"));
    }
    return sopClass.equals(association.getAbstractSyntax(context.getPCID()))
        ? Optional.empty()
        : Optional.of(
            new StoreOutcome(
                Status.SOPclassNotSupported, "SOP class differs from presentation context"));
  }
}
