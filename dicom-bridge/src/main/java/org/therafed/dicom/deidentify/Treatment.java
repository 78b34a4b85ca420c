package org.therafed.dicom.deidentify;

/** What was done to an element. */
public enum Treatment {
  /** Left as it was. */
  KEPT,
  /** Taken out. */
  REMOVED,
  /** Left without value. */
  EMPTIED,
  /** A dummy or the pseudonym in its place. */
  REPLACED,
  /** Keyed UIDs in place of the ones there. */
  UID_REPLACED,
  /** Dates moved by the patient's shift. */
  SHIFTED,
  /** Only what is about no person left of it. */
  CLEANED,
  /** Pixels blanked in the regions of a rule. */
  BLANKED,
  /** Added: what was done is stated in the object. */
  WRITTEN
}
