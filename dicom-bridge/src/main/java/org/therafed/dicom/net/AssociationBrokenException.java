package org.therafed.dicom.net;

import java.io.IOException;

/** The association ended while a message was on its way. */
public final class AssociationBrokenException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Without a cause. */
  public AssociationBrokenException(String message) {
    super(message);
  }

  /** With what broke it. */
  public AssociationBrokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
