package org.therafed.gateway.check;

/**
 * Something that the gateway calls, or listens at.
 *
 * @param name of the operator's own where there may be several; else that of the kind
 */
public record Connection(Kind kind, String name) {

  /** What it is. */
  public enum Kind {
    REGISTRY,
    ARCHIVE,
    FHIR_SERVER,
    REQUESTER,
    DICOM_LISTENER,
    HL7_LISTENER,
    WATCH_FOLDER,
    CERTIFICATES;

    /** As addresses and forms name it. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  static Connection only(Kind kind) {
    return new Connection(kind, kind.code());
  }
}
