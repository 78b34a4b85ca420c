package org.therafed.dicom.web;

import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.StoreOutcome;

/** What became of the parts of one STOW-RS request, and the response that says it. */
final class StowOutcomes {
  /** Failure reasons of PS3.18 Table I.2-2. */
  static final int TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122;

  private final List<DataSet> stored = new ArrayList<>();
  private final List<DataSet> failed = new ArrayList<>();
  private final List<DataSet> unidentified = new ArrayList<>();
  private boolean warned;
  private boolean onlyRoomLacked = true;

  void add(String sopClassUid, String sopInstanceUid, StoreOutcome outcome) {
    DataSet item =
        new DataSet()
            .put(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid)
            .put(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
    if (!outcome.isStored()) {
      failed.add(item.put(Tag.FailureReason, VR.US, outcome.status()));
      onlyRoomLacked &= (outcome.status() & 0xFF00) == 0xA700;
      return;
    }
    if (outcome.status() != 0) {
      item.put(Tag.WarningReason, VR.US, outcome.status());
      warned = true;
    }
    stored.add(item);
  }

  /** A part of which not even the UIDs are known. */
  void addUnidentified(StoreOutcome outcome) {
    unidentified.add(new DataSet().put(Tag.FailureReason, VR.US, outcome.status()));
    onlyRoomLacked = false;
  }

  StowResponse response() {
    DataSet set = new DataSet();
    put(set, Tag.ReferencedSOPSequence, stored);
    put(set, Tag.FailedSOPSequence, failed);
    put(set, Tag.OtherFailuresSequence, unidentified);
    return new StowResponse(status(), set);
  }

  private static void put(DataSet set, int tag, List<DataSet> items) {
    if (!items.isEmpty()) {
      set.putItems(tag, items);
    }
  }

  private int status() {
    boolean anyFailed = !failed.isEmpty() || !unidentified.isEmpty();
    if (stored.isEmpty()) {
      return !anyFailed ? 400 : onlyRoomLacked ? 503 : 409;
    }
    return anyFailed || warned ? 202 : 200;
  }
}
