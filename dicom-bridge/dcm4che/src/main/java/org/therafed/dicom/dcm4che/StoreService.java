package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.time.Duration;
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

  StoreService(StoreHandler handler, Duration longest) {
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
    StoreOutcome outcome = outcome(association, context, request, dataset);
    dataset.drain();
    response.setInt(Tag.Status, VR.US, outcome.status());
    if (!outcome.errorComment().isEmpty()) {
      response.setString(Tag.ErrorComment, VR.LO, outcome.errorComment());
    }
  }

  private StoreOutcome outcome(
      Association association,
      PresentationContext context,
      Attributes request,
      ReceivedData dataset)
      throws IOException {
    String sopClass = request.getString(Tag.AffectedSOPClassUID, "");
    String sopInstance = request.getString(Tag.AffectedSOPInstanceUID, "");
    if (sopInstance.isEmpty()) {
      return new StoreOutcome(
          Status.MissingAttribute, "Affected SOP Class or Instance UID missing");
    }
    if (!sopClass.equals(association.getAbstractSyntax(context.getPCID()))) {
      return new StoreOutcome(
          Status.SOPclassNotSupported, "SOP class differs from presentation context");
    }
    return handler.store(
        new StoreRequest(
            association.getCallingAET(),
            sopClass,
            sopInstance,
            context.getTransferSyntax(),
            dataset,
            id(association)));
  }
}
