package org.therafed.evidence.partial;

/**
 * Input or use that no estimate can be made from. The message names code, found, needed and remedy.
 */
public final class EvidenceFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final EvidenceCode code;

  EvidenceFault(EvidenceCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Which fault. */
  public EvidenceCode code() {
    return code;
  }
}
