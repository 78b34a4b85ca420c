package org.therafed.dicom.net;

import java.io.InputStream;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * One object of a C-STORE, while it arrives.
 *
 * @param callingAe title of the sender
 * @param sopClassUid Affected SOP Class UID, equal to the presentation context's abstract syntax
 * @param sopInstanceUid Affected SOP Instance UID
 * @param transferSyntaxUid of the presentation context
 * @param dataset the encoded data set, read from the network as it is read here; valid only until
 *     the handler returns. Ends early with {@link AssociationBrokenException} where the association
 *     breaks off.
 * @param associationId unique within the process, for traces
 */
public record StoreRequest(
    String callingAe,
    String sopClassUid,
    String sopInstanceUid,
    String transferSyntaxUid,
    InputStream dataset,
    String associationId) {

  /**
   * Whether a data set is of the class and instance that the command announced, PS3.4 section
   * B.2.3; one that is not is answered with {@link StoreOutcome#mismatch}. Read the data set to its
   * end first: what ends at the pixels may have been cut behind them.
   */
  public boolean announces(DataSet received) {
    return received.string(Tag.SOPClassUID).equals(Optional.of(sopClassUid))
        && received.string(Tag.SOPInstanceUID).equals(Optional.of(sopInstanceUid));
  }

  /** Without identifiers, for logs. */
  @Override
  public String toString() {
    return "StoreRequest[associationId=" + associationId + "]";
  }
}
