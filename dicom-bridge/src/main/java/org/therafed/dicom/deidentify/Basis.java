package org.therafed.dicom.deidentify;

/** Why an element was treated as it was. */
public enum Basis {
  /** The Basic Profile column of Table E.1-1. */
  BASIC_PROFILE,
  /** An option's column of Table E.1-1, or Table E.3.10-1. */
  OPTION,
  /** A standard attribute that Table E.1-1 does not name: our rule by its representation. */
  UNLISTED,
  /** A private attribute. */
  PRIVATE,
  /** An attribute that neither the dictionary nor the table knows, or of a wrong representation. */
  UNKNOWN,
  /** Group lengths, file meta information, directory records: they belong to the file. */
  FILE,
  /**
   * A number of six digits or more that repeats an identifier or a date of the object, or a text
   * among numbers.
   */
  IDENTIFIER,
  /** A rule of burned-in annotation. */
  PIXEL_RULE
}
