package org.therafed.dicom.net;

import java.io.InputStream;

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

  /** Without identifiers, for logs. */
  @Override
  public String toString() {
    return "StoreRequest[associationId=" + associationId + "]";
  }
}
