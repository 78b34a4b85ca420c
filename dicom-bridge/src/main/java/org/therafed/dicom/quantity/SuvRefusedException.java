package org.therafed.dicom.quantity;

/** Carries a refusal out of the steps of one calculation; never leaves the package. */
final class SuvRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SuvRefused refused;

  SuvRefusedException(SuvRefused refused) {
    super(refused.text(), null, false, false);
    this.refused = refused;
  }

  SuvRefused refused() {
    return refused;
  }
}
