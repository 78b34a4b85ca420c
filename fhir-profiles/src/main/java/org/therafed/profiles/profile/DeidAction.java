package org.therafed.profiles.profile;

/**
 * What happens to an element on its way out of a site. An element without a rule does not leave.
 */
public enum DeidAction {
  /** Leaves unchanged. */
  KEEP,
  /** A date, dateTime or instant moves by the person's offset; its precision stays. */
  SHIFT_DATE,
  /** A birth date becomes its year; from age 90 it is dropped for the extension age-90-plus. */
  YEAR_ONLY,
  /** {@code Type/id} becomes {@code Type/keyed id}. */
  REFERENCE,
  /** A resource id becomes its keyed id. */
  ID,
  /** An identifier's value becomes its keyed pseudonym. */
  IDENTIFIER_VALUE,
  /** A DICOM UID becomes a keyed UID below 2.25. */
  UID,
  /** A text leaves only if {@link ElementRule#permitsText(String)} knows it; else it is dropped. */
  CODE_TEXT
}
