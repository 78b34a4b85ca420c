package org.therafed.dicom.net;

/** How an association ended. */
public enum AssociationEnd {
  /** By A-RELEASE. */
  RELEASED,
  /** By an A-ABORT of the peer. */
  ABORTED_BY_PEER,
  /** By our A-ABORT, after a protocol error. */
  ABORTED_BY_US,
  /** The connection broke. */
  CONNECTION_LOST,
  /** Silence beyond the idle timeout. */
  TIMED_OUT,
  /** The server was closed. */
  SHUT_DOWN
}
