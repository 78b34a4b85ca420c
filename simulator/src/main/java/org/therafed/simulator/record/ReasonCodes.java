package org.therafed.simulator.record;

/** The gateway's reason codes that the irregular records must meet. */
final class ReasonCodes {
  static final String NO_CONSENT = "GW-CONSENT-001";
  static final String EMPTY_FIELD = "GW-TABLE-003";
  static final String IMPOSSIBLE_VALUE = "GW-TABLE-004";
  static final String INVALID_FHIR = "GW-FHIR-002";
  static final String NO_JSON = "GW-FHIR-001";
  static final String UNREADABLE_DICOM = "GW-DICOM-001";

  private ReasonCodes() {}
}
