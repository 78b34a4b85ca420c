package org.therafed.dicom.net;

/**
 * Told of associations, for traces and metrics. Called on the association's thread; exceptions are
 * logged and change nothing.
 */
public interface AssociationListener {
  /** Hears nothing. */
  AssociationListener NONE = new AssociationListener() {};

  /** An association was accepted. */
  default void associationStarted(AssociationInfo association) {}

  /** An accepted association has ended. */
  default void associationEnded(AssociationInfo association, AssociationEnd end) {}

  /**
   * A C-STORE was refused before its handler heard of it: a command without UIDs or of another SOP
   * class than its presentation context, or no data set. Objects that the handler refuses are not
   * told here.
   */
  default void objectRefused(AssociationInfo association, StoreOutcome outcome) {}

  /** A connection got no association. */
  default void associationRejected(AssociationRejection rejection) {}
}
