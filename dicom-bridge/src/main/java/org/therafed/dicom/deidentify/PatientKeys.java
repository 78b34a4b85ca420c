package org.therafed.dicom.deidentify;

/**
 * How a patient is named and moved in time. An application that also de-identifies records
 * implements it by the same function there, so that images and records of one patient stay together
 * and move alike.
 */
public interface PatientKeys {
  /** A name that cannot be traced back without the key; 1 to 64 characters of VR LO. */
  String pseudonym(PatientIdentity patient);

  /** By how many whole days all dates of the patient move, negative into the past; not zero. */
  int shiftDays(PatientIdentity patient);
}
