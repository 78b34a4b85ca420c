package org.therafed.dicom.net;

import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** The data sets of storage commitment, PS3.4 Tables J.3-1 and J.3-2. */
final class Commitment {
  /** Well-known SOP instance of the push model. */
  static final String INSTANCE = "1.2.840.10008.1.20.1.1";

  static final int REQUEST = 1;
  static final int ALL_COMMITTED = 1;
  static final int FAILURES_EXIST = 2;

  private Commitment() {}

  static DataSet encode(String transactionUid, List<SopReference> instances) {
    return new DataSet()
        .put(Tag.TransactionUID, VR.UI, transactionUid)
        .putItems(Tag.ReferencedSOPSequence, instances.stream().map(Commitment::item).toList());
  }

  static DataSet encode(CommitmentResult result) {
    DataSet set = new DataSet().put(Tag.TransactionUID, VR.UI, result.transactionUid());
    if (!result.failed().isEmpty()) {
      List<DataSet> items = new ArrayList<>();
      for (CommitmentResult.Failure failure : result.failed()) {
        items.add(item(failure.instance()).put(Tag.FailureReason, VR.US, failure.reason()));
      }
      set.putItems(Tag.FailedSOPSequence, items);
    }
    if (!result.committed().isEmpty()) {
      set.putItems(
          Tag.ReferencedSOPSequence, result.committed().stream().map(Commitment::item).toList());
    }
    return set;
  }

  private static DataSet item(SopReference reference) {
    return new DataSet()
        .put(Tag.ReferencedSOPClassUID, VR.UI, reference.sopClassUid())
        .put(Tag.ReferencedSOPInstanceUID, VR.UI, reference.sopInstanceUid());
  }

  /** The instances of a request or the committed ones of a report. */
  static List<SopReference> references(DataSet set) {
    return set.items(Tag.ReferencedSOPSequence).stream().map(Commitment::reference).toList();
  }

  static CommitmentResult result(DataSet set) {
    List<CommitmentResult.Failure> failed = new ArrayList<>();
    for (DataSet item : set.items(Tag.FailedSOPSequence)) {
      int reason = item.integer(Tag.FailureReason).orElse(CommitmentResult.PROCESSING_FAILURE);
      failed.add(new CommitmentResult.Failure(reference(item), reason));
    }
    return new CommitmentResult(set.string(Tag.TransactionUID).orElse(""), references(set), failed);
  }

  private static SopReference reference(DataSet item) {
    return new SopReference(
        item.string(Tag.ReferencedSOPClassUID).orElse(""),
        item.string(Tag.ReferencedSOPInstanceUID).orElse(""));
  }
}
