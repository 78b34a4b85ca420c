package org.therafed.dicom.net;

import java.io.IOException;

/** The association ended while a message was on its way. */
public final class AssociationBrokenException extends IOException {
  private static final long serialVersionUID = 1L;

  AssociationBrokenException(String message) {
    super(message);
  }

  AssociationBrokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
