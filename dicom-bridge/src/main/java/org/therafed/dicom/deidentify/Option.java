package org.therafed.dicom.deidentify;

/**
 * Options of the Basic Application Level Confidentiality Profile, PS3.15 section E.3, with their
 * code in CID 7050.
 *
 * <p>Clean Recognizable Visual Features (113102) is not offered: faces are not removed here.
 */
public enum Option {
  CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option"),
  CLEAN_GRAPHICS("113103", "Clean Graphics Option"),
  CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
  CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
  RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
  RETAIN_MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
  RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
  RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option"),
  RETAIN_UIDS("113110", "Retain UIDs Option"),
  RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option"),
  RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option");

  private final String code;
  private final String meaning;

  Option(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The code of scheme DCM. */
  public String code() {
    return code;
  }

  /** The meaning of the code. */
  public String meaning() {
    return meaning;
  }
}
