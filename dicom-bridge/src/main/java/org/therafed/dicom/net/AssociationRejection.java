package org.therafed.dicom.net;

/** Why a connection got no association: result, source and reason of PS3.8 Table 9-21. */
public enum AssociationRejection {
  CALLED_AE_NOT_RECOGNIZED(1, 1, 7),
  CALLING_AE_NOT_RECOGNIZED(1, 1, 3),
  APPLICATION_CONTEXT_NOT_SUPPORTED(1, 1, 2),
  PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2),
  /** The policy refused the caller or its user: PS3.7 section D.3.3.7 gives no reason. */
  USER_IDENTITY_REFUSED(1, 1, 1),
  LOCAL_LIMIT_EXCEEDED(2, 3, 2),
  /** No or no legible A-ASSOCIATE-RQ came; the connection was aborted. */
  NO_REQUEST(0, 0, 0),
  /** The TLS handshake failed: certificates, protocol or cipher suites do not go together. */
  TLS_HANDSHAKE_FAILED(0, 0, 0),
  /** The caller does not speak TLS, and the port does. */
  CALLER_WITHOUT_TLS(0, 0, 0),
  /** The caller speaks TLS, and the port does not. */
  CALLER_WITH_TLS(0, 0, 0);

  private final int result;
  private final int source;
  private final int reason;

  AssociationRejection(int result, int source, int reason) {
    this.result = result;
    this.source = source;
    this.reason = reason;
  }

  /** 1 permanent, 2 transient. */
  public int result() {
    return result;
  }

  /** 1 user, 2 provider (ACSE), 3 provider (presentation). */
  public int source() {
    return source;
  }

  /** Meaning depends on the source. */
  public int reason() {
    return reason;
  }
}
