package org.therafed.gateway.database;

import java.util.Locale;

/**
 * What of an identifying kind is only compared and never read again. It stands in the database as a
 * keyed digest; equal values of one kind stay equal, and values of two kinds never meet.
 */
public enum Lookup {
  /** Issuer of a patient id. */
  ISSUER,
  /** A hospital's patient id. */
  PATIENT_ID,
  /** A national id as it is normalised, without its country. */
  NATIONAL_ID,
  /** A FHIR server's id of a Patient. */
  FHIR_ID,
  /** What makes two arrivals, or two Consents, versions of one. */
  RECORD_KEY,
  /** What is converted as a whole. */
  GROUP,
  /** SHA-256 of a content. */
  CONTENT,
  /** The gateway's own id of a record, which follows from what the hospital wrote. */
  RECORD_ID,
  /** Transaction UID of a request for storage commitment. */
  COMMITMENT,
  /** Control id of an HL7 message, MSH-10. */
  MESSAGE,
  /** Accession number of images or of a report. */
  ACCESSION;

  /** The name that is hashed with the value. */
  public String kind() {
    return name().toLowerCase(Locale.ROOT);
  }
}
