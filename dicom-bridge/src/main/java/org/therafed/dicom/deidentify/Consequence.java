package org.therafed.dicom.deidentify;

/** What the result can no longer be used for, or must still be watched for. */
public enum Consequence {
  NO_SUV_BY_WEIGHT(
      "DCM-DEID-N01", "Weight is removed: no SUV. Retain patient characteristics to keep it."),
  NO_SUV_BY_SIZE(
      "DCM-DEID-N02",
      "Height or sex is removed: no SUV by lean body mass or body surface. Retain patient"
          + " characteristics to keep it."),
  NO_DECAY_CORRECTION(
      "DCM-DEID-N03",
      "The times of scan or injection are removed or dummies: no SUV, no time-activity. Retain full"
          + " or modified dates to keep them."),
  NO_PRIVATE_SUV_FACTOR(
      "DCM-DEID-N04",
      "The maker's factor or scan time for SUV is removed with the private elements: SUV calculated"
          + " from what is left may be another number (GE's scan time), or none (Philips' factors)."
          + " Retain Safe Private keeps those of Table E.3.10-1: Philips' factors, not GE's scan"
          + " time."),
  NO_TEMPORAL_ORDER(
      "DCM-DEID-N05", "Dates are removed: studies of a patient can no longer be put in order."),
  NO_REPORT_CONTENT(
      "DCM-DEID-N06",
      "The content tree is replaced: no measurements, no dose. Clean structured content keeps"
          + " codes and numbers."),
  NO_DOCUMENT("DCM-DEID-N07", "The embedded document is replaced by an empty page."),
  NAMES_OF_STRUCTURES_LOST(
      "DCM-DEID-N08",
      "Names of structures or segments are removed in part or whole: which is which shows from codes"
          + " and numbers only."),
  NO_OVERLAY("DCM-DEID-N09", "Overlays or graphic annotations are removed."),
  WAVEFORM_ANNOTATIONS_LOST("DCM-DEID-N10", "Waveform annotations are removed."),
  RECOGNIZABLE_FACE(
      "DCM-DEID-N11",
      "A face can be rendered from a head or whole-body volume; faces are not removed here."),
  PATIENT_WITHOUT_ISSUER(
      "DCM-DEID-N12",
      "Issuer of Patient ID is absent and the policy names none: objects of the same patient that"
          + " state one get another pseudonym and another shift."),
  VALUES_LOST(
      "DCM-DEID-N13",
      "A number, window, look-up table or measured value repeats an identifier or holds text and is"
          + " removed, emptied or a dummy: what it described (a size, a time, a dose) can no longer"
          + " be read from the object.");

  private final String code;
  private final String text;

  Consequence(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** What it means and what would avoid it. */
  public String text() {
    return text;
  }
}
