package org.therafed.dicom.quantity;

/** Why no SUV can be given. The code is also the row in {@code docs/errors.md}. */
public enum SuvRefusal {
  NO_IMAGES("DCM-SUV-001", "no-images"),
  NOT_PET("DCM-SUV-002", "not-pet"),
  ENHANCED_PET("DCM-SUV-003", "enhanced-pet"),
  NOT_ONE_SERIES("DCM-SUV-004", "not-one-series"),
  IMAGES_DISAGREE("DCM-SUV-005", "images-disagree"),
  UNITS_UNSUPPORTED("DCM-SUV-006", "units-unsupported"),
  NOT_ATTENUATION_CORRECTED("DCM-SUV-007", "not-attenuation-corrected"),
  NOT_DECAY_CORRECTED("DCM-SUV-008", "not-decay-corrected"),
  DECAY_REFERENCE_UNKNOWN("DCM-SUV-009", "decay-reference-unknown"),
  NO_WEIGHT("DCM-SUV-010", "no-weight"),
  NO_HEIGHT("DCM-SUV-011", "no-height"),
  NO_SEX("DCM-SUV-012", "no-sex"),
  BODY_SIZE_IMPLAUSIBLE("DCM-SUV-013", "body-size-implausible"),
  NO_INJECTION("DCM-SUV-014", "no-injection"),
  SEVERAL_INJECTIONS("DCM-SUV-015", "several-injections"),
  NO_DOSE("DCM-SUV-016", "no-dose"),
  DOSE_UNIT_DOUBTFUL("DCM-SUV-017", "dose-unit-doubtful"),
  NO_HALF_LIFE("DCM-SUV-018", "no-half-life"),
  NO_START("DCM-SUV-019", "no-start"),
  NO_SCAN_TIME("DCM-SUV-020", "no-scan-time"),
  START_AFTER_SCAN("DCM-SUV-021", "start-after-scan"),
  START_TOO_EARLY("DCM-SUV-022", "start-too-early"),
  NO_PHILIPS_FACTOR("DCM-SUV-023", "no-philips-factor"),
  SUV_TYPE_UNKNOWN("DCM-SUV-024", "suv-type-unknown"),
  START_DAY_UNKNOWN("DCM-SUV-025", "start-day-unknown");

  private final String code;
  private final String label;

  SuvRefusal(String code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The stable code, e.g. {@code DCM-SUV-010}. */
  public String code() {
    return code;
  }

  /** A short name in words, e.g. {@code no-weight}. */
  public String label() {
    return label;
  }

  SuvRefusedException because(String text) {
    return new SuvRefusedException(new SuvRefused(this, text));
  }
}
