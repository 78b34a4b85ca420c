package org.therafed.gateway.forward;

/** What the registry says of a transfer that was sent to it without an answer. */
public enum Holding {
  STORED,
  NOT_STORED,
  /** It cannot be asked now. */
  UNKNOWN
}
