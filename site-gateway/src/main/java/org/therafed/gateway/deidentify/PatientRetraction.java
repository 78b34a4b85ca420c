package org.therafed.gateway.deidentify;

import org.therafed.profiles.identifier.Pseudonym;

/**
 * All that has left of a patient is taken back. Only de-identification can say under which name.
 */
public final class PatientRetraction {

  private final Pseudonym patient;

  PatientRetraction(Pseudonym patient) {
    this.patient = patient;
  }

  /** The patient's present pseudonym. */
  public Pseudonym patient() {
    return patient;
  }
}
